package dev.plumbline.ssh;

import java.io.OutputStream;

/** The writing end of a queue, for JSch's reader thread: never waits, never throws. */
final class QueueSink extends OutputStream {

    private final ByteQueue queue;
    private final Runnable onOverflow;
    private final Runnable onClose;

    QueueSink(ByteQueue queue, Runnable onOverflow, Runnable onClose) {
        super();
        this.queue = queue;
        this.onOverflow = onOverflow;
        this.onClose = onClose;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        if (!queue.offer(source, offset, length)) {
            queue.end();
            onOverflow.run();
        }
    }

    @Override
    public void close() {
        queue.end();
        onClose.run();
    }
}
