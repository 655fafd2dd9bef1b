package dev.plumbline.modules.redis.conf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the server splits a line into words, and how a word is written so that the server reads exactly it. Source: {@code sdssplitargs}
 * and {@code sdscatrepr} in the server's sds.c. Characters stand for bytes (ISO 8859-1).
 */
public final class Words {

    private static final Pattern HASH = Pattern.compile("#[0-9a-f]{64}");

    private Words() {}

    /** The words of a line; nothing where the server would call its quotes unbalanced. */
    public static Optional<List<String>> split(String line) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (true) {
            while (at < line.length() && isSpace(line.charAt(at))) {
                at++;
            }
            if (at == line.length()) {
                return Optional.of(List.copyOf(words));
            }
            StringBuilder word = new StringBuilder();
            while (at < line.length() && !isSpace(line.charAt(at))) {
                char next = line.charAt(at);
                int end = next == '"'
                        ? doubleQuoted(line, at + 1, word)
                        : next == '\'' ? singleQuoted(line, at + 1, word) : -2;
                if (end == -2) {
                    word.append(next);
                    at++;
                } else if (end == -1 || (end < line.length() && !isSpace(line.charAt(end)))) {
                    return Optional.empty();
                } else {
                    at = end;
                    break;
                }
            }
            words.add(word.toString());
        }
    }

    /** Reads up to the closing quote. Returns the place behind it, or -1 where there is none. */
    private static int doubleQuoted(String line, int begin, StringBuilder word) {
        int at = begin;
        while (at < line.length()) {
            char next = line.charAt(at);
            if (next == '"') {
                return at + 1;
            }
            if (next == '\\' && at + 3 < line.length() && line.charAt(at + 1) == 'x' && isHex(line, at + 2)) {
                word.append((char) Integer.parseInt(line.substring(at + 2, at + 4), 16));
                at += 4;
            } else if (next == '\\' && at + 1 < line.length()) {
                word.append(unescaped(line.charAt(at + 1)));
                at += 2;
            } else {
                word.append(next);
                at++;
            }
        }
        return -1;
    }

    private static int singleQuoted(String line, int begin, StringBuilder word) {
        int at = begin;
        while (at < line.length()) {
            char next = line.charAt(at);
            if (next == '\'') {
                return at + 1;
            }
            if (line.startsWith("\\'", at)) {
                word.append('\'');
                at += 2;
            } else {
                word.append(next);
                at++;
            }
        }
        return -1;
    }

    private static char unescaped(char letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'a' -> '\u0007';
            default -> letter;
        };
    }

    private static boolean isHex(String line, int at) {
        return Character.digit(line.charAt(at), 16) >= 0 && Character.digit(line.charAt(at + 1), 16) >= 0;
    }

    /** As C's {@code isspace} in the C locale. */
    static boolean isSpace(char character) {
        return character == ' ' || (character >= '\t' && character <= '\r');
    }

    /** The word as it can stand in a line: bare where that is safe, else in double quotes. */
    public static String quote(String word) {
        return isBare(word) ? word : quoted(word);
    }

    /** Bare words hold no character that the server, or a reader, could take for something else. The hash of a user's password is one. */
    private static boolean isBare(String word) {
        if (HASH.matcher(word).matches()) {
            return true;
        }
        return !word.isEmpty()
                && word.chars().allMatch(c -> c > ' ' && c != 0x7f && c != '"' && c != '\'' && c != '\\' && c != '#');
    }

    private static String quoted(String word) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int at = 0; at < word.length(); at++) {
            char c = word.charAt(at);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\b' -> quoted.append("\\b");
                case '\u0007' -> quoted.append("\\a");
                default -> {
                    if (c < ' ' || c == 0x7f) {
                        quoted.append("\\x%02x".formatted((int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }

    /** A line of words, each quoted where it must be. */
    public static String join(List<String> words) {
        return String.join(" ", words.stream().map(Words::quote).toList());
    }
}
