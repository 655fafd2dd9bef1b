package dev.plumbline.redis;

import dev.plumbline.api.read.RedisAnswer;
import dev.plumbline.api.read.RedisServer;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.exchange.HostSession;
import java.util.stream.Stream;

/** A conversation that goes through the host's shell and the Redis client that the host has. */
record HostTalk(HostSession session, RedisServer server) implements Talk {

    @Override
    public RedisAnswer ask(String... words) {
        try {
            return session.askRedis(server, Stream.of(words).map(Text::of).toList());
        } catch (ConnectionException e) {
            return new RedisAnswer.Unreachable("lost", e.getMessage() + "");
        }
    }

    @Override
    public void close() {
        // Nothing stands between two commands.
    }
}
