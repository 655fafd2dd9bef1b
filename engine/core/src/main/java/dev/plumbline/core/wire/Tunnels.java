package dev.plumbline.core.wire;

import dev.plumbline.api.probe.Known;
import dev.plumbline.api.probe.Known.Seen;
import dev.plumbline.api.probe.Known.Unreadable;
import dev.plumbline.api.read.Reachability;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.Read.RedisQuery;
import dev.plumbline.api.read.Read.TcpReach;
import dev.plumbline.api.read.RedisAnswer;
import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.connection.ConnectionException;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** The reads that need no shell: they are answered through tunnels of the connection, beside the script's round trip. */
final class Tunnels {
    private final Connection connection;
    private final RedisClient redis;

    Tunnels(Connection connection, RedisClient redis) {
        this.connection = connection;
        this.redis = redis;
    }

    static boolean answers(Read<?> read) {
        return read instanceof TcpReach || read instanceof RedisQuery;
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
            queries.forEach(query -> answers.put(query, known(replies.get(query))));
        }
        left.await();
        return new HashMap<>(answers);
    }

    private static Known<RedisAnswer> known(@org.jspecify.annotations.Nullable RedisAnswer answer) {
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
                default -> new Reachability.Failed(e.getMessage() == null ? e.code() : e.getMessage());
            };
        } catch (IOException e) {
            // It stood, and only its closing failed.
            return new Reachability.Open();
        }
    }
}
