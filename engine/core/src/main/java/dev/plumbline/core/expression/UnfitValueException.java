package dev.plumbline.core.expression;

/** A value that came out of an expression can't be used; where it stands is known further up. */
final class UnfitValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String explanation;

    UnfitValueException(String message) {
        super(message, null, false, false);
        this.explanation = message;
    }

    String explanation() {
        return explanation;
    }
}
