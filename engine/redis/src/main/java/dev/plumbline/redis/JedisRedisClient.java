package dev.plumbline.redis;

import dev.plumbline.api.action.Action.SendRedis;
import dev.plumbline.api.read.Read.RedisQuery;
import dev.plumbline.api.read.RedisAnswer;
import dev.plumbline.api.read.RedisServer;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.wire.RedisClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Speaks to Redis servers by Jedis. Stateless: each call opens and closes its tunnels. */
public final class JedisRedisClient implements RedisClient {
    private final Duration patience;

    /** Waits ten seconds for each answer. */
    public JedisRedisClient() {
        this(Duration.ofSeconds(10));
    }

    public JedisRedisClient(Duration patience) {
        this.patience = patience;
    }

    @Override
    public Map<RedisQuery, RedisAnswer> query(Connection connection, List<RedisQuery> queries) {
        Map<RedisServer, List<RedisQuery>> byServer =
                queries.stream().distinct().collect(Collectors.groupingBy(RedisQuery::server));
        if (byServer.size() == 1) {
            return ask(connection, byServer.values().iterator().next());
        }
        Map<RedisQuery, RedisAnswer> answers = new ConcurrentHashMap<>();
        try (ExecutorService side = Executors.newVirtualThreadPerTaskExecutor()) {
            byServer.values().forEach(group -> side.execute(() -> answers.putAll(ask(connection, group))));
        }
        return Map.copyOf(answers);
    }

    private Map<RedisQuery, RedisAnswer> ask(Connection connection, List<RedisQuery> group) {
        List<List<Text>> commands = group.stream()
                .map(query -> query.command().stream().map(Text::of).toList())
                .toList();
        try (Conversation conversation =
                Conversation.open(connection, group.getFirst().server(), patience)) {
            List<RedisAnswer> answers = conversation.ask(commands);
            Map<RedisQuery, RedisAnswer> byQuery = new HashMap<>();
            for (int i = 0; i < group.size(); i++) {
                byQuery.put(group.get(i), answers.get(i));
            }
            return byQuery;
        }
    }

    @Override
    public Optional<String> send(Connection connection, SendRedis commands) {
        try (Conversation conversation = Conversation.open(connection, commands.server(), patience)) {
            for (List<Text> command : commands.commands()) {
                Optional<String> error =
                        conversation.ask(List.of(command)).getFirst().failure();
                if (error.isPresent()) {
                    return error;
                }
            }
            return Optional.empty();
        }
    }
}
