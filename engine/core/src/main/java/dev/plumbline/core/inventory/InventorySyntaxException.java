package dev.plumbline.core.inventory;

/** A piece of an inventory that can't be read: what is wrong with it, and what to write instead. Its reader knows the place. */
final class InventorySyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String explanation;
    private final String remedy;

    InventorySyntaxException(String explanation, String remedy) {
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
