package dev.plumbline.core.run;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.exchange.HostSession.RoundTrips;
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

    private Link link(HostName host) throws ConnectionException {
        Link link = links.get(host);
        if (link == null) {
            link = opener.open(host);
            links.put(host, link);
        }
        return link;
    }

    /** The connection to a host, opened if need be. */
    Connection connection(HostName host) throws ConnectionException {
        return link(host).connection();
    }

    /** All round trips so far. */
    public RoundTrips roundTrips() {
        return links.values().stream()
                .map(link -> link.session().roundTrips())
                .reduce(new RoundTrips(0, 0), RoundTrips::plus);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        links.values().parallelStream().forEach(Link::close);
    }
}
