package dev.plumbline.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.action.Action.Run;
import dev.plumbline.api.action.Action.SendRedis;
import dev.plumbline.api.action.Action.WriteFile;
import dev.plumbline.api.action.Content;
import dev.plumbline.api.probe.Known;
import dev.plumbline.api.read.FileState;
import dev.plumbline.api.read.Reachability;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.RedisAnswer;
import dev.plumbline.api.read.RedisServer;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.FileMode;
import dev.plumbline.api.value.HostName;
import dev.plumbline.api.value.LocalFile;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.exchange.Answers;
import dev.plumbline.core.exchange.Exchange;
import dev.plumbline.core.exchange.Identity;
import dev.plumbline.core.exchange.StepOutcome;
import dev.plumbline.core.wire.LocalConnection.Host;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest extends HostTest {

    private static Run run(String script) {
        return new Run(
                List.of(Text.of("sh"), Text.of("-c"), Text.of(script)),
                Bytes.EMPTY,
                Map.of(),
                Optional.empty(),
                List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", "/bin/bash", "/usr/bin/fish", "/usr/bin/tcsh", "/bin/csh"})
    void theLoginShellMakesNoDifference(String loginShell) throws Exception {
        Files.writeString(directory.resolve("file"), "content");
        ShellSession session = session(LocalConnection.to(Host.DASH).withLoginShell(loginShell), settings());

        assertThat(seen(session, new Read.FileContent(path("file")))).contains(Bytes.utf8("content"));
        Answers become = session.exchange(Exchange.reading(new Identity.Become("root"), Set.of(new Read.Self())));
        assertThat(seen(become, new Read.Self()).user()).isEqualTo("root");
    }

    @Test
    void aNoisyLoginChangesNothing() throws Exception {
        Path noisy = Files.writeString(
                directory.resolve("noisy"),
                "#!/bin/sh\nprintf 'Welcome!\\n0 e 0 0\\n'; printf 'motd' >&2; exec /bin/sh \"$@\"\n");
        assertThat(noisy.toFile().setExecutable(true)).isTrue();
        ShellSession session = session(LocalConnection.to(Host.DASH).withLoginShell(noisy.toString()), settings());

        assertThat(seen(session, new Read.FileStatus(path("none")))).isEqualTo(new FileState.Missing());
    }

    @ParameterizedTest
    @EnumSource
    void oneShellServesManyExchanges(Host host) throws Exception {
        LocalConnection connection = LocalConnection.to(host);
        ShellSession session = session(connection, settings());

        for (int i = 0; i < 5; i++) {
            Files.writeString(directory.resolve("file"), "x" + i);
            assertThat(seen(session, new Read.FileContent(path("file")))).contains(Bytes.utf8("x" + i));
        }

        assertThat(connection.started).hasSize(1);
        assertThat(session.roundTrips().shell()).isEqualTo(5);
        assertThat(session.roundTrips().tunnel()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aCommandThatEndsItsShellEndsOnlyItsOwn(Host host) throws Exception {
        ShellSession session = session(host);

        assertThat(failed(outcome(session, run("kill -9 $$")))
                        .result()
                        .orElseThrow()
                        .code())
                .isEqualTo(137);
        assertDone(outcome(session, run("true")));
    }

    @ParameterizedTest
    @EnumSource
    void aKilledShellLeavesTheRunningActionUnknownAndTheRestNotRun(Host host) throws Exception {
        LocalConnection connection = LocalConnection.to(host);
        ShellSession session = session(connection, settings());
        Read.Self self = new Read.Self();
        assertThat(seen(session, self).user()).isEqualTo("root");
        long shell = connection.started.getFirst().pid();

        Answers answers = session.exchange(new Exchange(
                new Identity.Login(),
                List.of(run("true"), run("kill -9 " + shell + "; sleep 1"), run("touch " + directory + "/never")),
                Set.of(self)));

        assertDone(answers.outcomes().get(0));
        assertThat(answers.outcomes().get(1)).isInstanceOf(StepOutcome.Unknown.class);
        assertThat(answers.outcomes().get(2)).isEqualTo(new StepOutcome.NotRun());
        assertThat(answers.lost()).isPresent();
        assertThat(known(answers, self)).isInstanceOf(Known.Unreadable.class);
        assertThat(directory.resolve("never")).doesNotExist();
        assertThat(seen(session, self).user()).as("a new shell").isEqualTo("root");
    }

    @ParameterizedTest
    @EnumSource
    void aShellKilledBetweenExchangesIsReplaced(Host host) throws Exception {
        LocalConnection connection = LocalConnection.to(host);
        ShellSession session = session(connection, settings());
        assertDone(outcome(session, run("true")));
        Process shell = connection.started.getFirst();
        shell.destroyForcibly().waitFor();

        assertDone(outcome(session, run("true")));
        assertThat(connection.started).hasSize(2);
    }

    @Test
    void aSilentHostIsGivenUp() throws Exception {
        Path stuck = Files.writeString(directory.resolve("stuck"), "#!/bin/sh\nexec sleep 60\n");
        assertThat(stuck.toFile().setExecutable(true)).isTrue();
        LocalConnection connection = LocalConnection.to(Host.DASH).withLoginShell(stuck.toString());
        ShellSession session = session(connection, settings().withIdle(Duration.ofMillis(300)));

        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> asks(session, new Read.Self()))
                .satisfies(e -> assertThat(e.code()).isEqualTo("ssh.timeout"));
    }

    @Test
    void anActionThatIsSilentForLongerThanAllowedIsUnknown() throws Exception {
        ShellSession session = session(
                LocalConnection.to(Host.DASH),
                settings().withIdle(Duration.ofMillis(200)).withPatience(Duration.ofMillis(1500)));

        assertDone(outcome(session, run("sleep 0.7")));
        Answers answers = does(session, run("sleep 30"), run("true"));

        assertThat(answers.outcomes()).hasSize(2).allMatch(StepOutcome.Unknown.class::isInstance);
        assertThat(answers.lost())
                .hasValueSatisfying(lost -> assertThat(lost.code()).isEqualTo("ssh.timeout"));
    }

    @Test
    void aShellThatCannotBeStartedIsAConnectionsFailure() throws Exception {
        Path login = Files.writeString(
                directory.resolve("nologin"), "#!/bin/sh\necho This account is currently not available.\nexit 1\n");
        assertThat(login.toFile().setExecutable(true)).isTrue();
        ShellSession session = session(LocalConnection.to(Host.DASH).withLoginShell(login.toString()), settings());

        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> does(session, run("true")))
                .satisfies(e -> assertThat(e.code()).isEqualTo("ssh.shell"));
    }

    @ParameterizedTest
    @EnumSource
    void anUploadCutInTheMiddleLeavesTheOldFile(Host host) throws Exception {
        Files.writeString(directory.resolve("file"), "old");
        Path pipe = directory.resolve("endless");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        LocalConnection connection = LocalConnection.to(host);
        ShellSession session = session(connection, settings());
        assertDone(outcome(session, run("true")));
        Process shell = connection.started.getFirst();
        WriteFile write = new WriteFile(
                path("file"),
                Optional.of(Bytes.utf8("old").sha256()),
                new Content.Streamed(
                        new LocalFile(pipe.toString(), 3, Bytes.utf8("new").sha256())),
                new FileMode(0600),
                "root",
                "root",
                Optional.empty());
        Thread.ofVirtual().start(() -> cutAfterSomeBytes(pipe, shell));

        Answers answers = does(session, write);

        assertThat(answers.outcomes().getFirst()).isInstanceOf(StepOutcome.Unknown.class);
        assertThat(answers.lost()).isPresent();
        assertThat(directory.resolve("file")).hasContent("old");
        WriteFile again = new WriteFile(
                path("file"),
                write.expected(),
                new Content.Inline(Bytes.utf8("new")),
                write.mode(),
                "root",
                "root",
                Optional.empty());
        assertDone(outcome(session, again));
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("file", "endless");
        }
    }

    private static void cutAfterSomeBytes(Path pipe, Process shell) {
        try (var out = Files.newOutputStream(pipe)) {
            out.write(new byte[3 << 20]);
            shell.destroyForcibly().waitFor();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void interruptingAnExchangeEndsIt() throws Exception {
        ShellSession session = session(Host.DASH);
        assertDone(outcome(session, run("true")));
        Thread here = Thread.currentThread();
        Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(300);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            here.interrupt();
        });

        Answers answers = does(session, run("sleep 60"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(answers.outcomes().getFirst()).isInstanceOf(StepOutcome.Unknown.class);
        assertThat(answers.lost())
                .hasValueSatisfying(lost -> assertThat(lost.code()).isEqualTo("ssh.interrupted"));
    }

    @Test
    void portsAreReachedThroughTheConnection() throws Exception {
        ShellSession session = session(Host.DASH);
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        try (ServerSocket open = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Read.TcpReach reachable = new Read.TcpReach("127.0.0.1", open.getLocalPort(), Duration.ofSeconds(5));
            Read.TcpReach refused = new Read.TcpReach("127.0.0.1", closed, Duration.ofSeconds(5));

            Answers answers = asks(session, reachable, refused, new Read.Self());

            assertThat(seen(answers, reachable)).isEqualTo(new Reachability.Open());
            assertThat(seen(answers, refused)).isEqualTo(new Reachability.Refused());
            assertThat(session.roundTrips().shell()).isEqualTo(1);
            assertThat(session.roundTrips().tunnel()).isEqualTo(1);
        }
    }

    @Test
    void redisIsAskedOnlyAfterTheActionsAreDone() throws Exception {
        Path done = directory.resolve("done");
        List<String> order = new ArrayList<>();
        RedisServer server = RedisServer.local(6379, Optional.empty());
        Read.RedisQuery ping = new Read.RedisQuery(server, List.of("PING"));
        RedisClient redis = new NoRedis() {
            @Override
            public Map<Read.RedisQuery, RedisAnswer> query(Connection connection, List<Read.RedisQuery> queries) {
                order.add("query " + Files.exists(done));
                Map<Read.RedisQuery, RedisAnswer> answers = new HashMap<>();
                queries.forEach(query -> answers.put(query, new RedisAnswer.Reply(Data.of("PONG"))));
                return answers;
            }

            @Override
            public Optional<String> send(Connection connection, SendRedis commands) {
                order.add("send " + Files.exists(done));
                return Optional.empty();
            }
        };
        SendRedis send = new SendRedis(server, List.of(List.of(Text.of("CONFIG"), Text.of("REWRITE"))), List.of());
        try (ShellSession session = new ShellSession(LocalConnection.to(Host.DASH), settings(), redis)) {
            Answers answers = session.exchange(new Exchange(
                    new Identity.Login(),
                    List.of(send, run("sleep 0.3; touch " + done)),
                    Set.of(ping, new Read.FileStatus(path("done")))));

            answers.outcomes().forEach(HostTest::assertDone);
            assertThat(seen(answers, ping)).isEqualTo(new RedisAnswer.Reply(Data.of("PONG")));
            assertThat(seen(answers, new Read.FileStatus(path("done")))).isInstanceOf(FileState.Regular.class);
            assertThat(order).containsExactly("send false", "query true");
            assertThat(session.roundTrips().shell()).isEqualTo(1);
        }
    }

    @Test
    void aRedisCommandThatFailsStopsWhatComesAfterIt() throws Exception {
        RedisServer server = RedisServer.local(6379, Optional.empty());
        SendRedis send = new SendRedis(server, List.of(List.of(Text.of("CONFIG"))), List.of());
        Read.FileStatus status = new Read.FileStatus(path("never"));

        Answers answers = session(Host.DASH)
                .exchange(new Exchange(
                        new Identity.Login(),
                        List.of(run("true"), send, run("touch " + directory + "/never"), send),
                        Set.of(status)));

        assertDone(answers.outcomes().get(0));
        assertThat(failed(answers.outcomes().get(1)).code()).isEqualTo("redis.failed");
        assertThat(answers.outcomes().get(2)).isEqualTo(new StepOutcome.NotRun());
        assertThat(answers.outcomes().get(3)).isEqualTo(new StepOutcome.NotRun());
        assertThat(seen(answers, status)).isEqualTo(new FileState.Missing());
    }

    @Test
    void aProofOfReplicationIsNotForOneHost() {
        Action proof = new Action.ProveReplication(
                new Action.ProveReplication.Node(new HostName("a"), RedisServer.local(6379, Optional.empty())),
                List.of(),
                Duration.ofSeconds(1));

        assertThatIllegalArgumentException().isThrownBy(() -> does(session(Host.DASH), proof));
    }

    @Test
    void anExchangeWithoutAnythingNeedsNoHost() throws Exception {
        LocalConnection connection = LocalConnection.to(Host.DASH);

        Answers answers = does(session(connection, settings()));

        assertThat(answers.answers()).isEmpty();
        assertThat(connection.started).isEmpty();
    }
}
