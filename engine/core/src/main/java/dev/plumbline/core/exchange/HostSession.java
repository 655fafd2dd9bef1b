package dev.plumbline.core.exchange;

import dev.plumbline.core.connection.ConnectionException;

/** A conversation with one host. Not for use by several threads at once. */
public interface HostSession extends AutoCloseable {

    /**
     * Does the actions and makes the reads.
     *
     * @throws ConnectionException where nothing was begun
     */
    Answers exchange(Exchange exchange) throws ConnectionException;

    /** How many round trips of each kind were made so far. */
    RoundTrips roundTrips();

    @Override
    void close();

    /**
     * Round trips: exchanges with a shell, and rounds of requests through tunnels.
     */
    record RoundTrips(int shell, int tunnel) {
        public RoundTrips plus(RoundTrips other) {
            return new RoundTrips(shell + other.shell, tunnel + other.tunnel);
        }
    }
}
