package dev.plumbline.ssh;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that wait on sockets. The first virtual thread that does so starts the JDK's poller, a thread that never leaves its native call,
 * and for such a one the JVM waits 300 ms when it exits. So a few connections get platform threads, whose wait ends with their socket;
 * beyond that the memory of so many threads would cost more than the exit.
 */
final class SocketThreads {
    private static final int FEW = 128;
    private static final AtomicInteger PLATFORM = new AtomicInteger();

    /** A daemon thread, not started yet. */
    static Thread of(String name, Runnable task) {
        if (PLATFORM.incrementAndGet() > FEW) {
            PLATFORM.decrementAndGet();
            return Thread.ofVirtual().name(name).unstarted(task);
        }
        return Thread.ofPlatform().daemon().name(name).unstarted(() -> {
            try {
                task.run();
            } finally {
                PLATFORM.decrementAndGet();
            }
        });
    }

    private SocketThreads() {}
}
