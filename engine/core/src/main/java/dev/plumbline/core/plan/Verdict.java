package dev.plumbline.core.plan;

/** What a plan says of a task on a host. */
public enum Verdict {
    IN_SYNC,
    /** Certain to change. */
    CHANGE,
    /** Wrong, and nothing here can mend it. */
    VIOLATION,
    /** Known after something else was done; its expected differences are shown. */
    DEFERRED,
    /** A command that does not say what it changes. */
    OPAQUE,
    SKIPPED
}
