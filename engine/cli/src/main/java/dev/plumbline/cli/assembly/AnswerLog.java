package dev.plumbline.cli.assembly;

import dev.plumbline.api.probe.Known;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.RedisAnswer;
import dev.plumbline.api.read.RedisServer;
import dev.plumbline.api.value.HostName;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.exchange.Answers;
import dev.plumbline.core.exchange.Exchange;
import dev.plumbline.core.exchange.HostSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps what was read of each host, so that it can be told afterwards. Safe for use by several threads. */
public final class AnswerLog {
    private final Map<HostName, Map<Read<?>, Known<?>>> answers = new ConcurrentHashMap<>();

    /** The last answer to a read; empty where it was not made. */
    @SuppressWarnings("unchecked")
    public <T> Optional<Known<T>> find(HostName host, Read<T> read) {
        return Optional.ofNullable(
                (Known<T>) answers.getOrDefault(host, Map.of()).get(read));
    }

    HostSession listening(HostName host, HostSession session) {
        return new Listening(host, session);
    }

    /** A session whose answers are kept. */
    private final class Listening implements HostSession {
        private final HostName host;
        private final HostSession session;

        Listening(HostName host, HostSession session) {
            this.host = host;
            this.session = session;
        }

        @Override
        public Answers exchange(Exchange exchange) throws ConnectionException {
            Answers came = session.exchange(exchange);
            answers.computeIfAbsent(host, any -> new ConcurrentHashMap<>()).putAll(came.answers());
            return came;
        }

        @Override
        public RedisAnswer askRedis(RedisServer server, List<Text> command) throws ConnectionException {
            return session.askRedis(server, command);
        }

        @Override
        public List<String> notes() {
            return session.notes();
        }

        @Override
        public RoundTrips roundTrips() {
            return session.roundTrips();
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
