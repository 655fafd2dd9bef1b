package dev.plumbline.core.expression;

import java.io.Writer;

/** Collects what a template gives, up to a limit. */
final class BoundedWriter extends Writer {
    static final int MOST_CHARACTERS = 16 << 20;

    private final StringBuilder collected = new StringBuilder();

    @Override
    public void write(char[] characters, int offset, int length) {
        Deadline.checkpoint();
        if (collected.length() + length > MOST_CHARACTERS) {
            throw new UnfitValueException("the template gives more than " + MOST_CHARACTERS + " characters");
        }
        collected.append(characters, offset, length);
    }

    @Override
    public void flush() {
        // kept until the end
    }

    @Override
    public void close() {
        // holds nothing
    }

    @Override
    public String toString() {
        return collected.toString();
    }
}
