package dev.plumbline.core.wire;

import java.time.Duration;

/**
 * Who takes the lock of a host: one run at a time changes it.
 *
 * @param run the run's name, without spaces; all connections of a run hold the lock together
 * @param owner who runs it, from where and since when, as another run is told
 * @param patience how long to wait for another run
 */
public record RunLock(String run, String owner, Duration patience) {

    public RunLock {
        if (run.isEmpty() || run.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("a run's name is one word, not '" + run + "'");
        }
        owner = owner.strip().replaceAll("\\s+", " ");
    }
}
