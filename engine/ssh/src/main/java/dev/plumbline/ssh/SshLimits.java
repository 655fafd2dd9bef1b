package dev.plumbline.ssh;

import java.time.Duration;

/**
 * Bounds on what a host can make this side hold or wait for.
 *
 * @param unreadBytes bytes of one stream that may lie unread in memory; beyond, its process or tunnel is closed
 * @param processes remote processes side by side on one connection; sshd allows 10 by default (sshd_config(5), MaxSessions)
 * @param processWait how long a further process waits for its turn
 */
public record SshLimits(int unreadBytes, int processes, Duration processWait) {

    public static final SshLimits DEFAULT = new SshLimits(64 * 1024 * 1024, 8, Duration.ofSeconds(30));

    public SshLimits {
        if (unreadBytes < 1 || processes < 1) {
            throw new IllegalArgumentException("limits are positive");
        }
    }
}
