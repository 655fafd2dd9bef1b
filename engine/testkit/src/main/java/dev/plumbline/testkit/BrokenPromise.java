package dev.plumbline.testkit;

/** A module that doesn't do what every module must; the message names it and the promise. */
public final class BrokenPromise extends AssertionError {
    private static final long serialVersionUID = 1L;

    public BrokenPromise(String message) {
        super(message);
    }
}
