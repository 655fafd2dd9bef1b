package dev.plumbline.api.probe;

/**
 * How much is known of an answer.
 *
 * @param <T> the answer's type
 */
public sealed interface Known<T> {

    record Seen<T>(T value) implements Known<T> {}

    /** The host did not let it be read, or has no means to tell. Never the same as absent. */
    record Unreadable<T>(String reason) implements Known<T> {}

    /** Known only after something planned has been done. {@code cause} names it, as in {@code restart redis on redis1}. */
    record After<T>(String cause) implements Known<T> {}
}
