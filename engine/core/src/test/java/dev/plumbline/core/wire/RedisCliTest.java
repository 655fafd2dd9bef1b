package dev.plumbline.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.action.Action.SendRedis;
import dev.plumbline.api.read.Reachability;
import dev.plumbline.api.read.Read.RedisQuery;
import dev.plumbline.api.read.Read.Self;
import dev.plumbline.api.read.RedisAnswer;
import dev.plumbline.api.read.RedisServer;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.connection.RemoteProcess;
import dev.plumbline.core.exchange.Answers;
import dev.plumbline.core.exchange.Exchange;
import dev.plumbline.core.exchange.Identity;
import dev.plumbline.core.exchange.StepOutcome;
import dev.plumbline.core.wire.LocalConnection.Host;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hosts whose SSH server lets no tunnel through. */
class RedisCliTest extends HostTest {
    private static final RedisServer SERVER =
            new RedisServer("127.0.0.1", 6379, Optional.of(Text.of("ops")), Optional.of(Text.secret("pa 'ss\" ü")));
    private static final RedisQuery ROLE = new RedisQuery(SERVER, List.of("ROLE"));
    private static final String END = "printf 'Invalid argument(s)\\nInvalid argument(s)\\n'; ";

    private int asked;

    /** Says what the SSH server says, and counts how often it is asked. */
    private final class Forbidden extends NoRedis {
        @Override
        public Map<RedisQuery, RedisAnswer> query(Connection connection, List<RedisQuery> queries) {
            asked++;
            Map<RedisQuery, RedisAnswer> answers = new HashMap<>();
            queries.forEach(query -> answers.put(query, new RedisAnswer.Unreachable("forbidden", "no tunnels")));
            return answers;
        }

        @Override
        public Optional<String> send(Connection connection, SendRedis commands) {
            asked++;
            return Optional.of("forbidden no tunnels");
        }
    }

    /** Lets no tunnel through. */
    private record Strict(Connection connection) implements Connection {
        @Override
        public RemoteProcess start(String command) throws ConnectionException {
            return connection.start(command);
        }

        @Override
        public Socket tunnel(String address, int port, Duration timeout) throws ConnectionException {
            throw new ConnectionException("tunnel.forbidden", "no tunnels", "allow them");
        }

        @Override
        public boolean isOpen() {
            return connection.isOpen();
        }

        @Override
        public void close() {
            connection.close();
        }
    }

    private ShellSession strict(Host host) {
        return new ShellSession(
                new Strict(LocalConnection.to(host).withCommands(directory)), settings(), new Forbidden());
    }

    private void client(String body) throws Exception {
        Path file = Files.writeString(
                directory.resolve("redis-cli"),
                "#!/bin/sh\ncd " + directory + "\nprintf '%s\\n' \"$*\" >>arguments\ncat >>said\n"
                        + "printf '%s' \"$REDISCLI_AUTH\" >>environment\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private List<String> lines(String file) throws Exception {
        return Files.readAllLines(directory.resolve(file));
    }

    private static SendRedis send(String... commands) {
        return new SendRedis(
                SERVER,
                List.of(commands).stream()
                        .map(command -> List.of(command.split(" ", -1)).stream()
                                .map(Text::of)
                                .toList())
                        .toList(),
                List.of());
    }

    @ParameterizedTest
    @EnumSource
    void aForbiddenTunnelIsTriedOnceAndTheClientAskedInstead(Host host) throws Exception {
        client("printf 'OK\\n'; " + END + "printf '1) \"master\"\\n2) (integer) 0\\n'; " + END);
        try (ShellSession session = strict(host)) {
            Answers first = asks(session, ROLE, new Self());
            Answers second = asks(session, ROLE, new Self());

            RedisAnswer master = new RedisAnswer.Reply(Data.of(List.of(Data.of("master"), Data.of(0))));
            assertThat(seen(first, ROLE)).isEqualTo(master);
            assertThat(seen(second, ROLE)).isEqualTo(master);
            assertThat(asked).as("the refusal is remembered").isEqualTo(1);
            assertThat(session.roundTrips().shell())
                    .as("one further exchange, once")
                    .isEqualTo(3);
            assertThat(session.notes()).hasSize(1);
        }
        assertThat(lines("arguments")).hasSize(2).allMatch("-h 127.0.0.1 -p 6379 --no-raw"::equals);
        assertThat(lines("said").getFirst()).isEqualTo("\"AUTH\" \"ops\" \"pa 'ss\\x22 \\xc3\\xbc\"");
        assertThat(directory.resolve("environment")).isEmptyFile();
    }

    @ParameterizedTest
    @EnumSource
    void commandsAreSentUpToTheFirstThatIsRefused(Host host) throws Exception {
        client("case $(tail -n 3 said) in *REWRITE*) reply='(error) ERR no file';; *) reply=OK;; esac\n"
                + "printf 'OK\\n'; " + END + "printf '%s\\n' \"$reply\"; " + END);
        try (ShellSession session = strict(host)) {
            Answers answers = session.exchange(new Exchange(
                    new Identity.Login(),
                    List.of(send("CONFIG SET maxmemory 1gb"), send("CONFIG REWRITE", "CONFIG RESETSTAT"), send("PING")),
                    Set.of(new Self())));

            assertDone(answers.outcomes().get(0));
            assertThat(failed(answers.outcomes().get(1)).message()).contains("ERR no file");
            assertThat(answers.outcomes().get(2)).isEqualTo(new StepOutcome.NotRun());
            assertThat(seen(answers, new Self()).user()).isEqualTo("root");
            assertThat(session.roundTrips().shell()).isEqualTo(1);
        }
        assertThat(lines("said")).noneMatch(line -> line.contains("RESETSTAT") || line.contains("PING"));
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void aHostWithoutAnyClientIsToldTogetherWithTheRefusal() {
        Section missing = new Section(true, OptionalInt.of(127), Optional.of("client"), Bytes.EMPTY, Bytes.EMPTY, 0, 0);
        List<List<Text>> commands = List.of(List.of(Text.of("ROLE")), List.of(Text.of("INFO")));

        assertThat(RedisCli.answers(SERVER, commands, missing))
                .hasSize(2)
                .allSatisfy(answer -> assertThat(answer.failure().orElseThrow())
                        .startsWith("forbidden ")
                        .contains("forbids a tunnel", "neither redis-cli nor valkey-cli"));
        assertThat(RedisCli.lastAnswer(SERVER, commands, missing).failure().orElseThrow())
                .startsWith("forbidden ");
        assertThat(ReachQuestion.reachability(missing)).isInstanceOf(Reachability.Failed.class);
    }

    @Test
    void whatTheClientSaysWhenItCannotConnectIsToldApart() {
        Map<String, String> codes = Map.of(
                "Could not connect to Redis at 127.0.0.1:6379: Connection refused", "refused",
                "Could not connect to Valkey at 127.0.0.1:6379: Connection timed out", "timeout",
                "Error: Server closed the connection", "lost",
                "Error: Protocol error, got \"S\" as reply type byte", "protocol");
        codes.forEach((said, code) -> assertThat(
                        RedisCli.answers(SERVER, List.of(List.of(Text.of("INFO"))), Section.ended(0, "", said + "\n"))
                                .getFirst())
                .as(said)
                .isInstanceOfSatisfying(
                        RedisAnswer.Unreachable.class,
                        answer -> assertThat(answer.code()).isEqualTo(code)));
        assertThat(RedisCli.answers(SERVER, List.of(List.of(Text.of("PING"))), Section.ended(124, "", ""))
                        .getFirst()
                        .failure()
                        .orElseThrow())
                .startsWith("timeout ");
    }

    @Test
    void aRefusedPasswordIsTheAnswerToEverything() {
        String end = "Invalid argument(s)\nInvalid argument(s)\n";
        Section said =
                Section.ended(0, "(error) WRONGPASS no\n" + end + "(error) NOAUTH\n" + end + "NOAUTH\n" + end, "");

        assertThat(RedisCli.answers(SERVER, List.of(List.of(Text.of("ROLE")), List.of(Text.of("INFO"))), said))
                .containsExactly(new RedisAnswer.Refused("WRONGPASS no"), new RedisAnswer.Refused("WRONGPASS no"));
    }

    @Test
    void aServerWithoutAPasswordAnswersAllTheSame() {
        String end = "Invalid argument(s)\nInvalid argument(s)\n";
        Section said = Section.ended(
                0,
                "(error) ERR AUTH <password> called without any password configured for the default user.\n" + end
                        + "# Server\r\n" + end,
                "");

        assertThat(RedisCli.answers(SERVER, List.of(List.of(Text.of("INFO"))), said))
                .containsExactly(new RedisAnswer.Reply(Data.of("# Server\r\n")));
    }
}
