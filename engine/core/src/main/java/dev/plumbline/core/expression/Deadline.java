package dev.plumbline.core.expression;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds computations that FreeMarker offers no means to interrupt, such as a regular expression that backtracks without end. One that
 * overruns is left to a thread that dies with the program.
 */
final class Deadline {
    private static final long STACK_BYTES = 4L << 20;

    private final Duration limit;

    Deadline(Duration limit) {
        this.limit = limit;
    }

    Duration limit() {
        return limit;
    }

    /** The computation's value, or its exception; nothing where it took too long. */
    <T> @Nullable T within(Supplier<T> computation) {
        AtomicReference<@Nullable T> value = new AtomicReference<>();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(null, () -> value.set(computation.get()), "expression", STACK_BYTES);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((where, thrown) -> failure.set(thrown));
        thread.start();
        try {
            thread.join(limit);
        } catch (InterruptedException e) {
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
