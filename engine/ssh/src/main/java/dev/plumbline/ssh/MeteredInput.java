package dev.plumbline.ssh;

import java.io.IOException;
import java.io.InputStream;

/** A buffered input that notes when bytes were received. Read by one thread at a time. */
final class MeteredInput extends InputStream {

    private static final int BUFFER_BYTES = 32 * 1024;

    private final InputStream source;
    private final Runnable beforeRead;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int end;
    private volatile long lastReceived;
    private volatile boolean ended;

    /** @param beforeRead runs before each read from the source */
    MeteredInput(InputStream source, Runnable beforeRead) {
        super();
        this.source = source;
        this.beforeRead = beforeRead;
    }

    long lastReceived() {
        return lastReceived;
    }

    boolean hasEnded() {
        return ended;
    }

    @Override
    public int read() throws IOException {
        return fill() ? buffer[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, end - at);
        System.arraycopy(buffer, at, target, offset, count);
        at += count;
        return count;
    }

    private boolean fill() throws IOException {
        if (at < end) {
            return true;
        }
        beforeRead.run();
        int count = -1;
        try {
            count = source.read(buffer, 0, buffer.length);
        } finally {
            ended = count <= 0;
        }
        if (ended) {
            return false;
        }
        long now = System.nanoTime();
        lastReceived = now == 0 ? 1 : now;
        at = 0;
        end = count;
        return true;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
