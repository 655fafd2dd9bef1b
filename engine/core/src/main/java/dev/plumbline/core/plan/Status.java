package dev.plumbline.core.plan;

/** What became of a task on a host. */
public enum Status {
    UNCHANGED,
    CHANGED,
    FAILED,
    /** Changed, and put back since what came after it failed. */
    ROLLED_BACK,
    SKIPPED,
    /** Begun, and its end was not seen; looked at again on the next run. */
    UNKNOWN,
    /** Not reached, since something before it failed or was interrupted. */
    NOT_RUN
}
