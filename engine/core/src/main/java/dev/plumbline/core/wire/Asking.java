package dev.plumbline.core.wire;

import dev.plumbline.api.probe.Known;
import dev.plumbline.api.read.Read;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/** Reads that go on beside a script, begun once, at the earliest when its actions are done. */
final class Asking {
    private final FutureTask<Map<Read<?>, Known<?>>> task;
    private final AtomicBoolean started = new AtomicBoolean();

    private Asking(Callable<Map<Read<?>, Known<?>>> question) {
        this.task = new FutureTask<>(question);
    }

    static Asking nothing() {
        return new Asking(Map::of);
    }

    static Asking prepare(Callable<Map<Read<?>, Known<?>>> question) {
        return new Asking(question);
    }

    void start() {
        if (started.compareAndSet(false, true)) {
            Thread.ofVirtual().name("plumb-tunnels").start(task);
        }
    }

    /** Starts it now, or never. */
    void startIf(boolean worthwhile) {
        if (worthwhile) {
            start();
        } else if (started.compareAndSet(false, true)) {
            task.cancel(false);
        }
    }

    /** The answers; none where it was never started. */
    Map<Read<?>, Known<?>> join() {
        start();
        try {
            return task.isCancelled() ? Map.of() : task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the reads through tunnels broke", e.getCause());
        }
    }
}
