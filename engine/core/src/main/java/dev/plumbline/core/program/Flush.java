package dev.plumbline.core.program;

/** {@code meta: flush_handlers}: what was notified so far runs here. */
public record Flush(Position at) implements Node {}
