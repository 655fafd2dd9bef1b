package dev.plumbline.modules.command;

import java.util.ArrayList;
import java.util.List;

/** Splits a line into words as a shell does, quotes and backslashes heeded, and expands nothing. */
public final class ShellWords {

    private final String line;
    private int at;

    private ShellWords(String line) {
        this.line = line;
    }

    /**
     * Splits.
     *
     * @throws IllegalArgumentException where a quote isn't closed, or the line holds no word
     */
    public static List<String> split(String line) {
        List<String> words = new ShellWords(line).words();
        if (words.isEmpty()) {
            throw new IllegalArgumentException("a command can't be empty");
        }
        return words;
    }

    private List<String> words() {
        List<String> words = new ArrayList<>();
        skipBlanks();
        while (at < line.length()) {
            words.add(word());
            skipBlanks();
        }
        return List.copyOf(words);
    }

    private void skipBlanks() {
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
            char character = line.charAt(at++);
            switch (character) {
                case '\'' -> word.append(quoted('\'', ""));
                case '"' -> word.append(quoted('"', "\\\"$`"));
                case '\\' -> word.append(escaped());
                default -> word.append(character);
            }
        }
        return word.toString();
    }

    private String quoted(char quote, String escapable) {
        StringBuilder inside = new StringBuilder();
        while (at < line.length()) {
            char character = line.charAt(at++);
            if (character == quote) {
                return inside.toString();
            }
            boolean escapes = character == '\\' && at < line.length() && escapable.indexOf(line.charAt(at)) >= 0;
            inside.append(escapes ? line.charAt(at++) : character);
        }
        throw new IllegalArgumentException("a quote (" + quote + ") is not closed");
    }

    private char escaped() {
        if (at == line.length()) {
            throw new IllegalArgumentException("a backslash stands at the end");
        }
        return line.charAt(at++);
    }
}
