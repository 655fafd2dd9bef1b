package dev.plumbline.core.wire;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How to become another user: sudo, first without a password.
 *
 * @param password asked for only when sudo wants one, sent on standard input alone and overwritten afterwards
 * @param patience how long sudo may take to ask for it and to judge it
 */
public record Escalation(Optional<Supplier<char[]>> password, Duration patience) {

    public static Escalation withoutPassword() {
        return new Escalation(Optional.empty(), Duration.ofSeconds(20));
    }

    public static Escalation withPassword(Supplier<char[]> password) {
        return new Escalation(Optional.of(password), Duration.ofSeconds(20));
    }
}
