package dev.plumbline.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.action.Action.SendRedis;
import dev.plumbline.api.probe.Known;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.Read.RedisQuery;
import dev.plumbline.api.read.RedisAnswer;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.exchange.Answers;
import dev.plumbline.core.exchange.Exchange;
import dev.plumbline.core.exchange.Identity;
import dev.plumbline.core.exchange.StepOutcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests with a real shell share: a directory of their own, and sessions that are closed. */
abstract class HostTest {
    @TempDir
    Path directory = Path.of("/nonexistent");

    private final List<ShellSession> open = new ArrayList<>();

    @BeforeEach
    void realDirectory() throws java.io.IOException {
        directory = directory.toRealPath();
    }

    @AfterEach
    void closeSessions() {
        open.forEach(ShellSession::close);
    }

    ShellSettings settings() {
        return ShellSettings.standard().withState(Optional.of(path("state")));
    }

    ShellSession session(LocalConnection.Host host) {
        return session(LocalConnection.to(host), settings());
    }

    ShellSession session(Connection connection, ShellSettings settings) {
        ShellSession session = new ShellSession(connection, settings, new NoRedis());
        open.add(session);
        return session;
    }

    AbsolutePath path(String name) {
        return new AbsolutePath(directory + "/" + name);
    }

    static Answers does(ShellSession session, Action... actions) throws ConnectionException {
        return session.exchange(new Exchange(new Identity.Login(), List.of(actions), Set.of()));
    }

    static StepOutcome outcome(ShellSession session, Action action) throws ConnectionException {
        return does(session, action).outcomes().getFirst();
    }

    static Answers asks(ShellSession session, Read<?>... reads) throws ConnectionException {
        return session.exchange(Exchange.reading(new Identity.Login(), Set.of(reads)));
    }

    @SuppressWarnings("unchecked")
    static <T> Known<T> known(Answers answers, Read<T> read) {
        return (Known<T>) answers.answers().get(read);
    }

    static <T> Known<T> ask(ShellSession session, Read<T> read) throws ConnectionException {
        return known(asks(session, read), read);
    }

    static <T> T seen(ShellSession session, Read<T> read) throws ConnectionException {
        return seen(asks(session, read), read);
    }

    static <T> T seen(Answers answers, Read<T> read) {
        Known<T> known = known(answers, read);
        assertThat(known).as("%s", read).isInstanceOf(Known.Seen.class);
        return ((Known.Seen<T>) known).value();
    }

    static void assertDone(StepOutcome outcome) {
        assertThat(outcome).isInstanceOf(StepOutcome.Done.class);
    }

    static StepOutcome.Failed failed(StepOutcome outcome) {
        assertThat(outcome).isInstanceOf(StepOutcome.Failed.class);
        return (StepOutcome.Failed) outcome;
    }

    static StepOutcome.Refused refused(StepOutcome outcome) {
        assertThat(outcome).isInstanceOf(StepOutcome.Refused.class);
        return (StepOutcome.Refused) outcome;
    }

    /** A host where no Redis server answers. */
    static class NoRedis implements RedisClient {
        @Override
        public Map<RedisQuery, RedisAnswer> query(Connection connection, List<RedisQuery> queries) {
            Map<RedisQuery, RedisAnswer> answers = new HashMap<>();
            queries.forEach(query -> answers.put(query, query.absent()));
            return answers;
        }

        @Override
        public Optional<String> send(Connection connection, SendRedis commands) {
            return Optional.of("refused: nothing listens");
        }
    }
}
