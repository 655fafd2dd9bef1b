package dev.plumbline.core.plan;

/** What a task's fate means for its host. */
public enum Weight {
    COUNTS,
    /** The host goes on where it fails: its errors are ignored, or its block has a rescue. */
    TOLERATED,
    /** Of a rescue: done only where something else fails, and never counted as a change. */
    CONTINGENT
}
