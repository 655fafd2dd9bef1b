package dev.plumbline.core.wire;

import dev.plumbline.api.action.Action.SendRedis;
import dev.plumbline.api.probe.Known;
import dev.plumbline.api.probe.Known.Seen;
import dev.plumbline.api.probe.Known.Unreadable;
import dev.plumbline.api.read.Reachability;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.Read.RedisQuery;
import dev.plumbline.api.read.Read.TcpReach;
import dev.plumbline.api.read.RedisAnswer;
import dev.plumbline.api.read.RedisServer;
import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.connection.ConnectionException;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The reads that need no shell: they are answered through tunnels of the connection, beside the script's round trip. Remembers where the
 * SSH server let none through, so that it is asked once only.
 */
final class Tunnels {
    private static final String FORBIDDEN = "forbidden";

    private final Connection connection;
    private final RedisClient redis;
    private final Set<Destination> forbidden = ConcurrentHashMap.newKeySet();

    /** Where a tunnel leads to. */
    private record Destination(String address, int port) {}

    Tunnels(Connection connection, RedisClient redis) {
        this.connection = connection;
        this.redis = redis;
    }

    /** Whether a read goes through a tunnel, as far as is known. */
    boolean answers(Read<?> read) {
        return destination(read).filter(to -> !forbidden.contains(to)).isPresent();
    }

    /** Whether a read would go through a tunnel if the SSH server allowed it. */
    boolean isForbidden(Read<?> read) {
        return destination(read).filter(forbidden::contains).isPresent();
    }

    boolean isForbidden(RedisServer server) {
        return forbidden.contains(new Destination(server.address(), server.port()));
    }

    private static Optional<Destination> destination(Read<?> read) {
        return switch (read) {
            case TcpReach reach -> Optional.of(new Destination(reach.address(), reach.port()));
            case RedisQuery query ->
                Optional.of(
                        new Destination(query.server().address(), query.server().port()));
            default -> Optional.empty();
        };
    }

    /** Sends the commands in order; returns the first error, as {@link RedisAnswer#failure} has it. */
    Optional<String> send(SendRedis send) {
        Optional<String> error = redis.send(connection, send);
        if (error.filter(said -> said.startsWith(FORBIDDEN + " ")).isPresent()) {
            forbidden.add(new Destination(send.server().address(), send.server().port()));
        }
        return error;
    }

    /** Asks all of them at once. */
    Map<Read<?>, Known<?>> ask(Collection<Read<?>> reads) throws InterruptedException {
        List<RedisQuery> queries = reads.stream()
                .filter(RedisQuery.class::isInstance)
                .map(RedisQuery.class::cast)
                .toList();
        List<TcpReach> reaches = reads.stream()
                .filter(TcpReach.class::isInstance)
                .map(TcpReach.class::cast)
                .toList();
        Map<Read<?>, Known<?>> answers = new ConcurrentHashMap<>();
        CountDownLatch left = new CountDownLatch(reaches.size());
        for (TcpReach reach : reaches) {
            Thread.ofVirtual().name("plumb-reach").start(() -> {
                try {
                    answers.put(reach, new Seen<>(reach(reach)));
                } finally {
                    left.countDown();
                }
            });
        }
        if (!queries.isEmpty()) {
            Map<RedisQuery, RedisAnswer> replies = redis.query(connection, queries);
            queries.forEach(query -> answers.put(query, known(query, replies.get(query))));
        }
        left.await();
        return new HashMap<>(answers);
    }

    private Known<RedisAnswer> known(RedisQuery query, @Nullable RedisAnswer answer) {
        if (answer instanceof RedisAnswer.Unreachable unreachable
                && unreachable.code().equals(FORBIDDEN)) {
            destination(query).ifPresent(forbidden::add);
        }
        return answer == null ? new Unreadable<>("the server was not asked") : new Seen<>(answer);
    }

    private Reachability reach(TcpReach reach) {
        try {
            connection.tunnel(reach.address(), reach.port(), reach.timeout()).close();
            return new Reachability.Open();
        } catch (ConnectionException e) {
            return switch (e.code()) {
                case "tunnel.refused" -> new Reachability.Refused();
                case "tunnel.timeout" -> new Reachability.TimedOut();
                case "tunnel.forbidden" -> {
                    forbidden.add(new Destination(reach.address(), reach.port()));
                    yield new Reachability.Failed(e.getMessage() + "");
                }
                default -> new Reachability.Failed(e.getMessage() == null ? e.code() : e.getMessage());
            };
        } catch (IOException e) {
            // It stood, and only its closing failed.
            return new Reachability.Open();
        }
    }
}
