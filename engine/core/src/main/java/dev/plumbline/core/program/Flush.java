package dev.plumbline.core.program;

/**
 * {@code meta: flush_handlers}: what was notified so far runs here.
 *
 * @param id unique in its play
 */
public record Flush(Position at, String id) implements Node {

    /** A flush that stands alone on its line. */
    public Flush(Position at) {
        this(at, Integer.toString(at.line()));
    }
}
