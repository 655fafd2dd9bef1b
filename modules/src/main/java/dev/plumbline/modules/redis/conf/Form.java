package dev.plumbline.modules.redis.conf;

/** What kind of value a directive takes; decides how it is split, compared and written. */
public enum Form {
    /** {@code yes} or {@code no}, in any case. */
    SWITCH,
    /** One of some words, in any case. */
    CHOICE,
    /** A whole number. */
    INTEGER,
    /** A number of bytes: {@code 1g} is 10⁹, {@code 1gb} 2³⁰. */
    MEMORY,
    /** A number of bytes, or a percentage. */
    MEMORY_OR_PERCENT,
    /** Permission bits in octal. */
    OCTAL,
    /** Any characters, spaces included. */
    TEXT,
    /** Letters, each an event class; {@code A} stands for several. */
    EVENTS,
    /** Several words in one line, their order kept. */
    WORDS,
    /** Several words in one line, in any case and order. */
    FLAGS,
    /** Decimal numbers in one line. */
    DECIMALS,
    /** Pairs of seconds and changes, on any number of lines. */
    SAVE,
    /** A client class and three limits; the last line of a class wins. */
    BUFFER_LIMITS,
    /** Each line says something of its own. */
    LINES;

    /** Whether a value is one word, whatever characters it holds. */
    public boolean isSingle() {
        return switch (this) {
            case SWITCH, CHOICE, INTEGER, MEMORY, MEMORY_OR_PERCENT, OCTAL, TEXT, EVENTS -> true;
            case WORDS, FLAGS, DECIMALS, SAVE, BUFFER_LIMITS, LINES -> false;
        };
    }

    /** Whether several lines of the same directive add up, where of others the last one wins. */
    public boolean isRepeatable() {
        return this == SAVE || this == BUFFER_LIMITS || this == LINES;
    }
}
