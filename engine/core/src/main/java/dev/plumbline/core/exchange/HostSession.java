package dev.plumbline.core.exchange;

import dev.plumbline.api.read.RedisAnswer;
import dev.plumbline.api.read.RedisServer;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.connection.ConnectionException;
import java.util.List;

/** A conversation with one host. An exchange may be asked for by one thread at a time. */
public interface HostSession extends AutoCloseable {

    /**
     * Does the actions and makes the reads.
     *
     * @throws ConnectionException where nothing was begun
     */
    Answers exchange(Exchange exchange) throws ConnectionException;

    /**
     * Gives a Redis server one command by the client that the host has, for whoever may open no tunnel. May be called beside an exchange,
     * which it waits for.
     *
     * @throws ConnectionException where nothing was begun
     */
    default RedisAnswer askRedis(RedisServer server, List<Text> command) throws ConnectionException {
        return new RedisAnswer.Unreachable("forbidden", "there is no way to " + server.address());
    }

    /** Waits no longer for another run that holds the host's lock. May be called beside an exchange. */
    default void abandonWaiting() {}

    /** How many round trips of each kind were made so far. */
    RoundTrips roundTrips();

    /** What people should know of how the host was spoken to, each in one sentence; most often nothing. */
    default List<String> notes() {
        return List.of();
    }

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
