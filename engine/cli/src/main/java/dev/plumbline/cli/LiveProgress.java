package dev.plumbline.cli;

import dev.plumbline.api.value.HostName;
import dev.plumbline.cli.report.Printable;
import dev.plumbline.core.exchange.StepOutcome;
import dev.plumbline.core.plan.Fault;
import dev.plumbline.core.plan.Retry;
import dev.plumbline.core.plan.Step;
import dev.plumbline.core.run.Observer;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Progress on a terminal: one line that says who is busy with what, and since when. */
final class LiveProgress implements Observer, AutoCloseable {
    private static final String ERASE = "\r\u001b[K";
    private static final int MOST_HOSTS = 3;
    private static final int WIDTH = 100;
    private static final long TICK_MILLIS = 500;
    private static final long NANOS = 1_000_000_000L;

    /** What a host is busy with, since when on the nano clock. */
    private record Busy(String what, long since) {}

    private final PrintStream err;
    private final Map<HostName, Busy> busy = new LinkedHashMap<>();
    private final Thread ticker;
    private int steps;
    private boolean closed;

    LiveProgress(PrintStream err) {
        this.err = err;
        this.ticker = Thread.ofVirtual().unstarted(this::tick);
    }

    /** Begins to show. */
    LiveProgress start() {
        ticker.start();
        return this;
    }

    private void tick() {
        try {
            while (true) {
                Thread.sleep(TICK_MILLIS);
                synchronized (this) {
                    if (closed) {
                        return;
                    }
                    if (!busy.isEmpty()) {
                        draw();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void draw() {
        StringBuilder line = new StringBuilder();
        long now = System.nanoTime();
        busy.entrySet().stream()
                .limit(MOST_HOSTS)
                .forEach(entry -> line.append(line.isEmpty() ? "" : " · ")
                        .append(entry.getKey())
                        .append(' ')
                        .append(entry.getValue().what())
                        .append(' ')
                        .append((now - entry.getValue().since()) / NANOS)
                        .append(" s"));
        if (busy.size() > MOST_HOSTS) {
            line.append(" · ").append(busy.size() - MOST_HOSTS).append(" more");
        }
        if (steps > 0 && !line.isEmpty()) {
            line.append(" · ").append(steps).append(" done");
        }
        err.print(ERASE + clip(Printable.line(line.toString())));
        err.flush();
    }

    private static String clip(String line) {
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…";
    }

    private synchronized void begin(HostName host, String what) {
        busy.remove(host);
        busy.put(host, new Busy(what, System.nanoTime()));
        if (!closed) {
            draw();
        }
    }

    @Override
    public void reading(HostName host) {
        begin(host, "reading");
    }

    @Override
    public void doing(HostName host, List<Step> next) {
        begin(host, next.isEmpty() ? "working" : next.getFirst().action().summary());
    }

    @Override
    public synchronized void done(HostName host, Step step, StepOutcome outcome) {
        steps++;
        busy.remove(host);
    }

    @Override
    public void waiting(Retry retry, int attempt) {
        begin(retry.key().host(), "waiting, attempt " + attempt);
    }

    @Override
    public synchronized void unreachable(HostName host, Fault fault) {
        busy.remove(host);
        err.println(
                ERASE + Printable.line(host.value()) + ": unreachable: " + Printable.line(fault.message(), 2 * WIDTH));
    }

    /** Forgets who is busy, and leaves the line empty for something else. */
    synchronized void pause() {
        busy.clear();
        err.print(ERASE);
        err.flush();
    }

    /** Leaves the line empty. */
    @Override
    public synchronized void close() {
        closed = true;
        ticker.interrupt();
        err.print(ERASE);
        err.flush();
    }
}
