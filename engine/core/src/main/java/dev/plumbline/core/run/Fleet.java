package dev.plumbline.core.run;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.exchange.HostSession.RoundTrips;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The hosts of one run: one connection for each endpoint, opened when first needed, at most {@code forks} of them busy at once. Names that
 * share an endpoint are served one after the other.
 */
public final class Fleet implements AutoCloseable {
    private final Opener opener;
    private final Semaphore forks;
    private final Map<Object, Endpoint> endpoints = new ConcurrentHashMap<>();
    private final Map<HostName, Endpoint> byHost = new ConcurrentHashMap<>();
    private final Workers workers;

    public Fleet(Opener opener, int forks) {
        this(opener, forks, Workers.threads());
    }

    /** The same with workers of one's own, such as those of a simulation that decides who comes next. */
    public Fleet(Opener opener, int forks, Workers workers) {
        this.workers = workers;
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
        workers.execute(() -> {
            Endpoint endpoint = endpoint(host);
            endpoint.turn.lock();
            forks.acquireUninterruptibly();
            try {
                work.with(opener.seenBy(host, endpoint.link(host)));
            } catch (ConnectionException e) {
                lost.because(e);
            } catch (RuntimeException | Error e) {
                broken.because(e);
            } finally {
                forks.release();
                endpoint.turn.unlock();
            }
        });
    }

    /** Waits for nothing itself: lets those work who must, before the caller waits. */
    void idle() {
        workers.idle();
    }

    private Endpoint endpoint(HostName host) {
        return byHost.computeIfAbsent(
                host, name -> endpoints.computeIfAbsent(opener.endpoint(name), _ -> new Endpoint()));
    }

    /** The link to a host, opened if need be. */
    Link link(HostName host) throws ConnectionException {
        return opener.seenBy(host, endpoint(host).link(host));
    }

    /** All round trips so far. */
    public RoundTrips roundTrips() {
        return endpoints.values().stream()
                .flatMap(endpoint -> endpoint.opened().stream())
                .map(link -> link.session().roundTrips())
                .reduce(new RoundTrips(0, 0), RoundTrips::plus);
    }

    /** What is out of the ordinary in how hosts are spoken to; hosts of which nothing is to be said are left out. */
    public Map<HostName, List<String>> notes() {
        Map<HostName, List<String>> notes = new HashMap<>();
        byHost.forEach((host, endpoint) -> endpoint.opened()
                .ifPresent(link -> notes.put(host, link.session().notes())));
        notes.values().removeIf(List::isEmpty);
        return notes;
    }

    /** Waits no longer for other runs. */
    void abandonWaiting() {
        endpoints.values().stream()
                .flatMap(endpoint -> endpoint.opened().stream())
                .forEach(link -> link.session().abandonWaiting());
    }

    @Override
    public void close() {
        workers.close();
        endpoints.values().parallelStream()
                .flatMap(endpoint -> endpoint.opened().stream())
                .forEach(Link::close);
    }

    /** A machine and how it is reached. */
    private final class Endpoint {
        private final ReentrantLock turn = new ReentrantLock();
        private final ReentrantLock opening = new ReentrantLock();
        private volatile @Nullable Link link;
        private @Nullable Failed failed;

        /** The link; where another name of the endpoint failed to open it, this one need not wait for the same. */
        Link link(HostName host) throws ConnectionException {
            opening.lock();
            try {
                Link known = link;
                if (known != null) {
                    return known;
                }
                if (failed != null && !failed.host().equals(host)) {
                    throw failed.asToldTo(host);
                }
                return open(host);
            } finally {
                opening.unlock();
            }
        }

        private Link open(HostName host) throws ConnectionException {
            try {
                Link opened = opener.open(host);
                link = opened;
                return opened;
            } catch (ConnectionException e) {
                failed = new Failed(host, e);
                throw e;
            }
        }

        Optional<Link> opened() {
            return Optional.ofNullable(link);
        }
    }

    private record Failed(HostName host, ConnectionException cause) {
        /** The same failure for another name of the endpoint: its report stands alone, so it says whose attempt this was. */
        ConnectionException asToldTo(HostName other) {
            return new ConnectionException(
                    cause.code(),
                    other + " is reached as " + host + " is, and there: " + cause.getMessage(),
                    cause.remedy(),
                    cause);
        }
    }
}
