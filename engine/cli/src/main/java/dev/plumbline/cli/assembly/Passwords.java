package dev.plumbline.cli.assembly;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Passwords that were asked for once and hold for all hosts that name none of their own. They are characters, never templates. Each call
 * gives a copy that the caller overwrites.
 */
public record Passwords(Optional<Supplier<char[]>> login, Optional<Supplier<char[]>> become) {
    public static final Passwords NONE = new Passwords(Optional.empty(), Optional.empty());

    /** Hands out copies of these characters. */
    public static Supplier<char[]> of(char[] characters) {
        char[] kept = characters.clone();
        return kept::clone;
    }
}
