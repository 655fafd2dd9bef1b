package dev.plumbline.core.project;

/** A setting's text that can't be what it should be. */
final class UnfitSettingException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String explanation;
    private final String remedy;

    /** Takes a sentence without its subject, which is the setting. */
    UnfitSettingException(String explanation, String remedy) {
        super(explanation, null, false, false);
        this.explanation = explanation;
        this.remedy = remedy;
    }

    String explanation() {
        return explanation;
    }

    String remedy() {
        return remedy;
    }
}
