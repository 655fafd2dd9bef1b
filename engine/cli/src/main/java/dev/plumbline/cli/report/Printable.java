package dev.plumbline.cli.report;

import org.jspecify.annotations.Nullable;

/** Makes text from elsewhere harmless to a terminal: nothing in it moves the cursor, changes a colour or reverses the reading order. */
public final class Printable {

    private Printable() {}

    /** On one line: control and formatting characters are written as escapes. */
    public static String line(String text) {
        StringBuilder shown = null;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            int width = Character.charCount(point);
            String escape = escape(point);
            if (escape != null && shown == null) {
                shown = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (shown != null) {
                if (escape == null) {
                    shown.appendCodePoint(point);
                } else {
                    shown.append(escape);
                }
            }
            i += width;
        }
        return shown == null ? text : shown.toString();
    }

    private static @Nullable String escape(int point) {
        return switch (point) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default ->
                switch (Character.getType(point)) {
                    case Character.CONTROL -> "\\x%02x".formatted(point);
                    case Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE,
                            Character.UNASSIGNED -> "\\u{%x}".formatted(point);
                    default -> null;
                };
        };
    }

    /** The same, cut in the middle of nowhere no later than {@code width} characters, with a mark where it was cut. */
    public static String line(String text, int width) {
        String shown = line(text.length() > 4 * width ? text.substring(0, 4 * width) : text);
        if (shown.length() <= width && text.length() <= 4 * width) {
            return shown;
        }
        int end = Math.min(width, shown.length());
        if (Character.isHighSurrogate(shown.charAt(end - 1))) {
            end--;
        }
        return shown.substring(0, end) + "… (" + text.length() + " characters)";
    }
}
