package dev.plumbline.core.function;

/** A function can't give a value for its arguments. Its message is shown unless one of them is secret. */
public final class FunctionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String explanation;
    private final String remedy;

    public FunctionException(String explanation, String remedy) {
        super(explanation, null, false, false);
        this.explanation = explanation;
        this.remedy = remedy;
    }

    /** Without the name of the function, as in {@code "'x' is no address"}. */
    public String explanation() {
        return explanation;
    }

    public String remedy() {
        return remedy;
    }
}
