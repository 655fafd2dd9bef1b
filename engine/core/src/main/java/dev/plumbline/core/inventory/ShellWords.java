package dev.plumbline.core.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line cut into words as a POSIX shell does, which is how Ansible reads a host's line in an INI inventory: quotes group, a backslash
 * escapes, {@code #} begins a comment wherever it is not quoted.
 *
 * @param words in their order
 * @param fault why the line can't be cut
 * @param commentWithin where a {@code #} directly behind a word cut it short, counted from 0; seldom meant
 * @see <a href="https://docs.python.org/3/library/shlex.html#parsing-rules">the rules of Python's shlex in POSIX mode</a>
 */
record ShellWords(List<Word> words, Optional<String> fault, Optional<Integer> commentWithin) {

    ShellWords {
        words = List.copyOf(words);
    }

    /**
     * One word.
     *
     * @param text without quotes
     * @param offset of its first character in the line, counted from 0
     */
    record Word(String text, int offset) {}

    static ShellWords split(String line) {
        return new Splitter(line).split();
    }

    private static final class Splitter {
        private final String line;
        private final List<Word> words = new ArrayList<>();
        private int at;

        Splitter(String line) {
            this.line = line;
        }

        ShellWords split() {
            while (at < line.length()) {
                char next = line.charAt(at);
                if (blank(next)) {
                    at++;
                } else if (next == '#') {
                    break;
                } else {
                    Optional<String> fault = word();
                    if (fault.isPresent()) {
                        return new ShellWords(words, fault, Optional.empty());
                    }
                    if (at < line.length() && line.charAt(at) == '#') {
                        return new ShellWords(words, Optional.empty(), Optional.of(at));
                    }
                }
            }
            return new ShellWords(words, Optional.empty(), Optional.empty());
        }

        private Optional<String> word() {
            int begin = at;
            StringBuilder text = new StringBuilder();
            while (at < line.length() && !blank(line.charAt(at)) && line.charAt(at) != '#') {
                char next = line.charAt(at);
                if (next == '\'' || next == '"') {
                    if (!quoted(next, text)) {
                        return Optional.of("the quote " + next + " is never closed");
                    }
                } else if (next == '\\') {
                    if (at + 1 >= line.length()) {
                        return Optional.of("a backslash at the end of the line escapes nothing");
                    }
                    text.append(line.charAt(at + 1));
                    at += 2;
                } else {
                    text.append(next);
                    at++;
                }
            }
            words.add(new Word(text.toString(), begin));
            return Optional.empty();
        }

        /** Within double quotes a backslash escapes only a double quote and itself; within single quotes nothing. */
        private boolean quoted(char quote, StringBuilder text) {
            at++;
            while (at < line.length() && line.charAt(at) != quote) {
                char next = line.charAt(at);
                boolean escapes = next == '\\'
                        && quote == '"'
                        && at + 1 < line.length()
                        && (line.charAt(at + 1) == '"' || line.charAt(at + 1) == '\\');
                text.append(escapes ? line.charAt(at + 1) : next);
                at += escapes ? 2 : 1;
            }
            if (at >= line.length()) {
                return false;
            }
            at++;
            return true;
        }

        private static boolean blank(char character) {
            return character == ' ' || character == '\t' || character == '\r' || character == '\n';
        }
    }
}
