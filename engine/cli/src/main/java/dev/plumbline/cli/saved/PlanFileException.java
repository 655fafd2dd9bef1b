package dev.plumbline.cli.saved;

/** A file that holds no plan that could be applied; its message is for the user. */
public final class PlanFileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String remedy;

    PlanFileException(String code, String message, String remedy) {
        super(message, null, false, false);
        this.code = code;
        this.remedy = remedy;
    }

    public String code() {
        return code;
    }

    public String remedy() {
        return remedy;
    }
}
