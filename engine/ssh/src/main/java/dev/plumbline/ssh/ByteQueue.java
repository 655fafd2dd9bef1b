package dev.plumbline.ssh;

import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Bytes from one writer who never waits to one reader who may. Holds no more than its bound. */
final class ByteQueue {

    private static final int FIRST_BYTES = 8 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final int bound;
    private byte[] ring = new byte[0];
    private int head;
    private int size;
    private boolean ended;

    ByteQueue(int bound) {
        this.bound = bound;
    }

    /** Adds bytes; those that come after the end are dropped. Returns false, and takes none, where the bound would be passed. */
    boolean offer(byte[] source, int offset, int length) {
        lock.lock();
        try {
            if (ended) {
                return true;
            }
            if (length > bound - size) {
                return false;
            }
            makeRoom(size + length);
            int tail = (head + size) % ring.length;
            int untilWrap = Math.min(length, ring.length - tail);
            System.arraycopy(source, offset, ring, tail, untilWrap);
            System.arraycopy(source, offset + untilWrap, ring, 0, length - untilWrap);
            size += length;
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Marks the end behind the bytes that are there. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Marks the end and forgets the bytes that are there. */
    void discard() {
        lock.lock();
        try {
            ring = new byte[0];
            head = 0;
            size = 0;
            end();
        } finally {
            lock.unlock();
        }
    }

    int available() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for bytes.
     *
     * @param timeout zero waits for ever
     * @return the count, or −1 at the end
     */
    int read(byte[] target, int offset, int length, Duration timeout)
            throws SocketTimeoutException, InterruptedException {
        if (length == 0) {
            return 0;
        }
        lock.lockInterruptibly();
        try {
            long left = timeout.toNanos();
            while (size == 0 && !ended) {
                if (timeout.isZero()) {
                    changed.await();
                } else if (left <= 0) {
                    throw new SocketTimeoutException("Read timed out");
                } else {
                    left = changed.awaitNanos(left);
                }
            }
            if (size == 0) {
                return -1;
            }
            int count = Math.min(length, size);
            int untilWrap = Math.min(count, ring.length - head);
            System.arraycopy(ring, head, target, offset, untilWrap);
            System.arraycopy(ring, 0, target, offset + untilWrap, count - untilWrap);
            head = (head + count) % ring.length;
            size -= count;
            if (size == 0 && ring.length > FIRST_BYTES) {
                ring = new byte[FIRST_BYTES];
                head = 0;
            }
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** Returns a stream that waits without limit. An interrupted read ends with an InterruptedIOException. */
    InputStream asStream() {
        return new QueueInput(this, () -> Duration.ZERO, this::discard);
    }

    private void makeRoom(int needed) {
        if (needed <= ring.length) {
            return;
        }
        long grown = Math.max(FIRST_BYTES, ring.length * 2L);
        while (grown < needed) {
            grown *= 2;
        }
        byte[] larger = new byte[(int) Math.min(Math.max(bound, needed), grown)];
        int untilWrap = Math.min(size, ring.length - head);
        System.arraycopy(ring, head, larger, 0, untilWrap);
        System.arraycopy(ring, 0, larger, untilWrap, size - untilWrap);
        ring = larger;
        head = 0;
    }
}
