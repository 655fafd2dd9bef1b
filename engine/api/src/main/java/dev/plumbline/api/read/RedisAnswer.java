package dev.plumbline.api.read;

import dev.plumbline.api.value.Data;
import java.util.Optional;

/** What came of asking a Redis server. */
public sealed interface RedisAnswer {

    /** The reply: bulk strings as text, integers as numbers, arrays as sequences, RESP3 maps as mappings. */
    record Reply(Data value) implements RedisAnswer {}

    /** The server's error, such as {@code NOAUTH Authentication required.}; the first word tells its kind. */
    record Refused(String error) implements RedisAnswer {
        public String kind() {
            int space = error.indexOf(' ');
            return space < 0 ? error : error.substring(0, space);
        }

        /** Whether a password was refused only since the server has none; as 6.0 and later say it, and as 5.0 did. */
        public boolean needsNoPassword() {
            return kind().equals("ERR")
                    && (error.contains("without any password configured") || error.contains("no password is set"));
        }
    }

    /**
     * No conversation came about.
     *
     * @param code {@code refused}, {@code timeout}, {@code forbidden} (the SSH server allows no forwarding, and the host has no client of
     *     its own), {@code lost}, {@code protocol}
     */
    record Unreachable(String code, String reason) implements RedisAnswer {}

    /** What went wrong, its first word the kind that {@link RedisErrors} knows; empty for a reply. */
    default Optional<String> failure() {
        return switch (this) {
            case Reply reply -> Optional.empty();
            case Refused(String error) -> Optional.of(error);
            case Unreachable(String code, String reason) -> Optional.of(code + " " + reason);
        };
    }
}
