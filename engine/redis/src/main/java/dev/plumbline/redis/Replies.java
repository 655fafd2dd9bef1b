package dev.plumbline.redis;

import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Data;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns what Jedis read into data. */
final class Replies {

    private Replies() {}

    static Data data(@Nullable Object reply) {
        return switch (reply) {
            case null -> Data.NOTHING;
            case Long number -> Data.of(number);
            case byte[] bytes -> Data.of(text(bytes));
            case List<?> items -> Data.of(items.stream().map(Replies::data).toList());
            default -> Data.of(reply.toString());
        };
    }

    /** UTF-8 where it is that, else each byte as a character. */
    private static String text(byte[] bytes) {
        Bytes all = Bytes.of(bytes);
        return all.utf8().orElseGet(all::latin1);
    }
}
