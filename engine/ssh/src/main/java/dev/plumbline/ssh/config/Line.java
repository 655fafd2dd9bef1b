package dev.plumbline.ssh.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One line of ssh_config, split as OpenSSH splits it: a keyword, white space or one {@code =}, and words that may be quoted.
 *
 * @param keyword in lower case
 * @param shown the keyword as it was written
 * @param rest everything behind the keyword, for the keywords that take a command
 */
record Line(String keyword, String shown, String rest, Origin origin) {

    private static final String WHITE = " \t\r\f";

    static boolean isEmpty(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() || stripped.startsWith("#");
    }

    /** @throws ConfigProblem where nothing follows the keyword */
    static Line parse(String text, Origin origin) throws ConfigProblem {
        String stripped = text.strip();
        int end = 0;
        while (end < stripped.length() && !isWhite(stripped.charAt(end)) && stripped.charAt(end) != '=') {
            end++;
        }
        int start = skipWhite(stripped, end);
        if (start < stripped.length() && stripped.charAt(start) == '=') {
            start = skipWhite(stripped, start + 1);
        }
        String keyword = stripped.substring(0, end);
        if (keyword.isEmpty() || start >= stripped.length()) {
            throw new ConfigProblem(origin, "nothing follows " + (keyword.isEmpty() ? "the line's start" : keyword));
        }
        return new Line(keyword.toLowerCase(Locale.ROOT), keyword, stripped.substring(start), origin);
    }

    /** Returns the words behind the keyword; a word that begins with {@code #} begins a comment. */
    List<String> words() throws ConfigProblem {
        List<String> words = new ArrayList<>();
        int at = skipWhite(rest, 0);
        while (at < rest.length() && rest.charAt(at) != '#') {
            StringBuilder word = new StringBuilder();
            char quote = 0;
            while (at < rest.length()) {
                char each = rest.charAt(at);
                if (each == '\\' && isEscaped(at + 1, quote)) {
                    at++;
                    word.append(rest.charAt(at));
                } else if (quote == 0 && isWhite(each)) {
                    break;
                } else if (quote == 0 && (each == '"' || each == '\'')) {
                    quote = each;
                } else if (quote != 0 && each == quote) {
                    quote = 0;
                } else {
                    word.append(each);
                }
                at++;
            }
            if (quote != 0) {
                throw new ConfigProblem(origin, shown + ": a quote is not closed");
            }
            words.add(word.toString());
            at = skipWhite(rest, at);
        }
        if (words.isEmpty()) {
            throw new ConfigProblem(origin, "nothing follows " + shown);
        }
        return words;
    }

    /** Returns the only word behind the keyword. */
    String word() throws ConfigProblem {
        List<String> words = words();
        if (words.size() > 1) {
            throw new ConfigProblem(origin, shown + " takes one value, but " + words.size() + " stand there");
        }
        if (words.getFirst().isEmpty()) {
            throw new ConfigProblem(origin, shown + " has an empty value");
        }
        return words.getFirst();
    }

    private boolean isEscaped(int at, char quote) {
        if (at >= rest.length()) {
            return false;
        }
        char next = rest.charAt(at);
        return next == '\'' || next == '"' || next == '\\' || (quote == 0 && next == ' ');
    }

    private static int skipWhite(String text, int from) {
        int at = from;
        while (at < text.length() && isWhite(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isWhite(char character) {
        return WHITE.indexOf(character) >= 0;
    }
}
