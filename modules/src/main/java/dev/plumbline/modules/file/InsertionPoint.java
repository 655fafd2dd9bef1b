package dev.plumbline.modules.file;

/** {@code EOF}, {@code BOF} or a regular expression. */
public record InsertionPoint(String source) {
    private static final String END = "EOF";
    private static final String BEGIN = "BOF";

    public InsertionPoint {
        if (!source.equals(END) && !source.equals(BEGIN)) {
            RegularExpression.parse(source);
        }
    }

    public static InsertionPoint parse(String source) {
        return new InsertionPoint(source);
    }

    boolean isEnd() {
        return source.equals(END);
    }

    boolean isBegin() {
        return source.equals(BEGIN);
    }
}
