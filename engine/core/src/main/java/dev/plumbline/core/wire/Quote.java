package dev.plumbline.core.wire;

/** Makes words of the shell that stand for exactly the characters given. */
final class Quote {

    private Quote() {}

    /**
     * One word of a POSIX shell, whatever the characters.
     *
     * @throws IllegalArgumentException for a NUL, which no shell can hold
     */
    static String word(String characters) {
        if (characters.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("an argument can't hold a NUL character");
        }
        return "'" + characters.replace("'", "'\\''") + "'";
    }

    static String words(Iterable<String> all) {
        StringBuilder line = new StringBuilder();
        for (String each : all) {
            line.append(line.isEmpty() ? "" : " ").append(word(each));
        }
        return line.toString();
    }

    /** On one line and without control characters, for a log or a message. */
    static String shown(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .forEach(point -> line.append(
                        Character.isISOControl(point) ? "\\x%02x".formatted(point) : Character.toString(point)));
        return line.toString();
    }
}
