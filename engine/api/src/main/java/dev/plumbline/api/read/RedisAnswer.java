package dev.plumbline.api.read;

import dev.plumbline.api.value.Data;

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
    }

    /**
     * No conversation came about.
     *
     * @param code {@code refused}, {@code timeout}, {@code forbidden} (the SSH server allows no forwarding), {@code lost}, {@code protocol}
     */
    record Unreachable(String code, String reason) implements RedisAnswer {}
}
