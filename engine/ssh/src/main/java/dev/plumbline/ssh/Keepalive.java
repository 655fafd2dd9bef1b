package dev.plumbline.ssh;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Asks a silent server whether it is still there, and tells when it isn't. JSch's own keepalive loses bytes on a slow line. */
final class Keepalive {

    private final Transport transport;
    private final Duration interval;
    private final int silentIntervals;
    private final Question question;
    private final Runnable onLoss;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile boolean stopped;
    private volatile Thread thread = Thread.currentThread();

    /** Sends a message that the server must answer. */
    interface Question {
        void send() throws Exception;
    }

    /**
     * @param interval of silence after which the server is asked
     * @param silentIntervals after which the connection is lost
     */
    Keepalive(Transport transport, Duration interval, int silentIntervals, Question question, Runnable onLoss) {
        this.transport = transport;
        this.interval = interval;
        this.silentIntervals = silentIntervals;
        this.question = question;
        this.onLoss = onLoss;
    }

    void start() {
        thread = Thread.ofVirtual().name("ssh keepalive").start(this::watch);
    }

    void stop() {
        stopped = true;
        thread.interrupt();
    }

    private void watch() {
        long period = interval.toNanos();
        int asked = 0;
        long heard = transport.lastReceived();
        while (!stopped) {
            long silence = System.nanoTime() - heard;
            try {
                Thread.sleep(Duration.ofNanos(period - silence % period));
            } catch (InterruptedException e) {
                return;
            }
            if (transport.lastReceived() != heard) {
                heard = transport.lastReceived();
                asked = 0;
                continue;
            }
            // Counted too, so that a machine that was asleep asks before it gives up.
            if (asked >= silentIntervals - 1) {
                onLoss.run();
                return;
            }
            asked++;
            ask();
        }
    }

    /** Sends from a thread of its own: on a stuck line the write may never return. */
    private void ask() {
        if (!asking.compareAndSet(false, true)) {
            return;
        }
        Thread.ofVirtual().name("ssh keepalive question").start(() -> {
            try {
                question.send();
            } catch (Exception e) {
                // A line that can't be written to is found silent too.
                return;
            } finally {
                asking.set(false);
            }
        });
    }
}
