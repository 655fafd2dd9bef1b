package dev.plumbline.core.wire;

import dev.plumbline.api.value.Bytes;
import java.io.ByteArrayOutputStream;

/** Keeps the first bytes that are added, up to a limit of its own and a budget that it shares, and counts the rest. */
final class CappedBytes {
    private final int limit;
    private final Budget budget;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long lost;

    CappedBytes(int limit, Budget budget) {
        this.limit = limit;
        this.budget = budget;
    }

    void add(byte[] bytes, int offset, int length) {
        int fits = lost > 0 ? 0 : budget.take(Math.min(length, limit - kept.size()));
        kept.write(bytes, offset, fits);
        lost += length - fits;
    }

    Bytes bytes() {
        return Bytes.of(kept.toByteArray());
    }

    long lost() {
        return lost;
    }
}
