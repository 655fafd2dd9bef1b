package dev.plumbline.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.function.Supplier;

/** The reading end of a queue. */
final class QueueInput extends InputStream {

    private final ByteQueue queue;
    private final Supplier<Duration> timeout;
    private final Runnable onClose;

    /** @param timeout asked at each read; zero waits for ever */
    QueueInput(ByteQueue queue, Supplier<Duration> timeout, Runnable onClose) {
        super();
        this.queue = queue;
        this.timeout = timeout;
        this.onClose = onClose;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return queue.read(target, offset, length, timeout.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for the host");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    @Override
    public int available() {
        return queue.available();
    }

    @Override
    public void close() {
        onClose.run();
    }
}
