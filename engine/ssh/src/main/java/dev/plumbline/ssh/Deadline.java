package dev.plumbline.ssh;

import java.time.Duration;

/** A point in time, told by the clock that only runs forward. */
record Deadline(long nanoTime, Duration whole) {

    static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos(), duration);
    }

    /** Returns the time that is left, never negative. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    /** Returns the milliseconds that are left, at least 1, for calls to which 0 means for ever. */
    int leftMillis() {
        return Math.clamp(left().toMillis(), 1, Integer.MAX_VALUE);
    }
}
