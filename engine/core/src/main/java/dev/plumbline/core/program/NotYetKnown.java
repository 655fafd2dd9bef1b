package dev.plumbline.core.program;

/** Thrown from within an expression that names a value known only after something planned was done; no operator of the language catches it. */
public final class NotYetKnown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String cause;

    /** Names what must be done first, as in {@code restart redis on redis1}. */
    public NotYetKnown(String cause) {
        super("known after " + cause, null, false, false);
        this.cause = cause;
    }

    public String after() {
        return cause;
    }
}
