package dev.plumbline.cli.report;

/** Colours, or none. */
public enum Palette {
    PLAIN,
    COLOURED;

    /** What is said, not how it looks. */
    enum Ink {
        TITLE("1"),
        GOOD("32"),
        CHANGE("33"),
        BAD("31"),
        UNSURE("36"),
        QUIET("2");

        private final String code;

        Ink(String code) {
            this.code = code;
        }
    }

    String paint(Ink ink, String text) {
        return this == PLAIN ? text : "\u001b[" + ink.code + "m" + text + "\u001b[0m";
    }
}
