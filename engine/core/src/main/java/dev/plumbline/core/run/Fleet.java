package dev.plumbline.core.run;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.exchange.HostSession.RoundTrips;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** The hosts of one run: one connection each, opened when first needed, at most {@code forks} of them busy at once. */
public final class Fleet implements AutoCloseable {
    private final Opener opener;
    private final Semaphore forks;
    private final Map<HostName, Link> links = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public Fleet(Opener opener, int forks) {
        this.opener = opener;
        this.forks = new Semaphore(forks);
    }

    /** Something to do with one host's link. */
    @FunctionalInterface
    interface Work {
        void with(Link link) throws ConnectionException;
    }

    /** What to do when the host can't be reached. */
    @FunctionalInterface
    interface Lost {
        void because(ConnectionException cause);
    }

    /** What to do when the work has a fault of its own. */
    @FunctionalInterface
    interface Broken {
        void because(Throwable cause);
    }

    /** Does work beside that of other hosts; it always ends in one of three ways. The caller never gives a host two works at once. */
    void submit(HostName host, Work work, Lost lost, Broken broken) {
        threads.execute(() -> {
            forks.acquireUninterruptibly();
            try {
                work.with(link(host));
            } catch (ConnectionException e) {
                lost.because(e);
            } catch (RuntimeException | Error e) {
                broken.because(e);
            } finally {
                forks.release();
            }
        });
    }

    /** The link to a host, opened if need be. */
    Link link(HostName host) throws ConnectionException {
        Link link = links.get(host);
        if (link == null) {
            link = opener.open(host);
            links.put(host, link);
        }
        return link;
    }

    /** All round trips so far. */
    public RoundTrips roundTrips() {
        return links.values().stream()
                .map(link -> link.session().roundTrips())
                .reduce(new RoundTrips(0, 0), RoundTrips::plus);
    }

    /** What is out of the ordinary in how hosts are spoken to; hosts of which nothing is to be said are left out. */
    public Map<HostName, List<String>> notes() {
        Map<HostName, List<String>> notes = new HashMap<>();
        links.forEach((host, link) -> notes.put(host, link.session().notes()));
        notes.values().removeIf(List::isEmpty);
        return notes;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        links.values().parallelStream().forEach(Link::close);
    }
}
