package dev.plumbline.core.expression;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds computations that FreeMarker offers no means to interrupt, such as a regular expression that backtracks without end. One that
 * overruns ends at its next {@link #checkpoint}, or with the program.
 */
final class Deadline {
    private static final long STACK_BYTES = 4L << 20;

    private final Duration limit;

    Deadline(Duration limit) {
        this.limit = limit;
    }

    private static final class Computation extends Thread {
        Computation(Runnable task) {
            super(null, task, "expression", STACK_BYTES);
        }
    }

    /** Ends a computation that has overrun. */
    static void checkpoint() {
        if (Thread.currentThread() instanceof Computation computation && computation.isInterrupted()) {
            throw new UnfitValueException("the computation takes too long");
        }
    }

    Duration limit() {
        return limit;
    }

    /** The computation's value, or its exception; nothing where it took too long. */
    <T> @Nullable T within(Supplier<T> computation) {
        AtomicReference<@Nullable T> value = new AtomicReference<>();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread thread = new Computation(() -> value.set(computation.get()));
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((where, thrown) -> failure.set(thrown));
        thread.start();
        try {
            if (!thread.join(limit)) {
                thread.interrupt();
                return null;
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return null;
        }
        Throwable thrown = failure.get();
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        return value.get();
    }
}
