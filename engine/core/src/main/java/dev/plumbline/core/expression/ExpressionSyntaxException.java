package dev.plumbline.core.expression;

/** An expression that can't be understood; the offset counts from the beginning of the text that was scanned. */
final class ExpressionSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String explanation;

    private final String code;
    private final int offset;
    private final String remedy;

    ExpressionSyntaxException(String code, int offset, String message, String remedy) {
        super(message, null, false, false);
        this.explanation = message;
        this.code = code;
        this.offset = offset;
        this.remedy = remedy;
    }

    String code() {
        return code;
    }

    int offset() {
        return offset;
    }

    String remedy() {
        return remedy;
    }

    String explanation() {
        return explanation;
    }
}
