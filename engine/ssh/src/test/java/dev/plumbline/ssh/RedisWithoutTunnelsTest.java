package dev.plumbline.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.action.Action.ProveReplication;
import dev.plumbline.api.action.Action.ProveReplication.Node;
import dev.plumbline.api.action.Action.SendRedis;
import dev.plumbline.api.probe.Known;
import dev.plumbline.api.read.Reachability;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.Read.RedisQuery;
import dev.plumbline.api.read.Read.TcpReach;
import dev.plumbline.api.read.RedisAnswer;
import dev.plumbline.api.read.RedisServer;
import dev.plumbline.api.value.HostName;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.exchange.Answers;
import dev.plumbline.core.exchange.Exchange;
import dev.plumbline.core.exchange.Identity;
import dev.plumbline.core.exchange.StepOutcome;
import dev.plumbline.core.run.Link;
import dev.plumbline.core.wire.ShellSession;
import dev.plumbline.core.wire.ShellSettings;
import dev.plumbline.redis.JedisRedisClient;
import dev.plumbline.redis.JedisReplicationProver;
import dev.plumbline.testkit.redis.RedisProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real Redis servers behind a real sshd that forbids tunnels, beside one that allows them. */
class RedisWithoutTunnelsTest {
    private static final String PASSWORD = "it's a \"pass\" \\ ü#";
    private static final String QUOTED = "\"it's a \\\"pass\\\" \\\\ ü#\"";
    private static final HostName HOST = new HostName("web1");

    @TempDir
    private static Path folder;

    @TempDir
    private static Path otherFolder;

    private static LocalSshd strict;
    private static LocalSshd open;
    private static RedisProcess redis;

    private Connection connection;
    private ShellSession session;

    @BeforeAll
    static void start() {
        strict = LocalSshd.start(folder, "AllowTcpForwarding no");
        open = LocalSshd.start(otherFolder);
        redis = RedisProcess.start(
                "requirepass " + QUOTED, "user limited on >secret +ping +info +role ~*", "enable-debug-command local");
    }

    @AfterAll
    static void stop() {
        strict.close();
        open.close();
        redis.close();
    }

    @BeforeEach
    void connect() throws Exception {
        connection = strict.connector().connect(strict.target("user_ed25519"));
        session = session(connection);
    }

    @AfterEach
    void close() {
        session.close();
    }

    private static ShellSession session(Connection to) {
        return new ShellSession(to, ShellSettings.standard().withState(Optional.empty()), new JedisRedisClient());
    }

    private static RedisServer server(RedisProcess process, String password) {
        return RedisServer.local(process.port(), Optional.of(Text.secret(password)));
    }

    private static RedisServer server() {
        return server(redis, PASSWORD);
    }

    private static RedisQuery query(RedisServer server, String... words) {
        return new RedisQuery(server, List.of(words));
    }

    private static Answers exchange(ShellSession with, List<Action> actions, Read<?>... reads) throws Exception {
        return with.exchange(new Exchange(new Identity.Login(), actions, Set.of(reads)));
    }

    private RedisAnswer ask(RedisServer server, String... words) throws Exception {
        RedisQuery query = query(server, words);
        Known<?> known = exchange(session, List.of(), query).answers().get(query);
        assertThat(known).isInstanceOf(Known.Seen.class);
        return (RedisAnswer) ((Known.Seen<?>) known).value();
    }

    /** Asked without any of what is tested here; bytes as characters. */
    private static List<String> redisAsked(String... command) {
        return redis.askAs(new String(PASSWORD.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1), command);
    }

    private static SendRedis send(RedisServer server, String... words) {
        return new SendRedis(server, List.of(Arrays.stream(words).map(Text::of).toList()), List.of());
    }

    private static String failure(RedisAnswer answer) {
        return answer.failure().orElse("none");
    }

    @Test
    void answersAreThoseThatATunnelBrings() throws Exception {
        assertThat(redisAsked("SET", "awkward", "line\nline \"quoted\" \0 ü (nil)"))
                .containsExactly("OK");
        redisAsked("SET", "bytes", "\u00ff\u0001");
        RedisQuery[] queries = Stream.of(
                        "PING",
                        "ROLE",
                        "DBSIZE",
                        "GET awkward",
                        "GET bytes",
                        "GET nothing",
                        "EXISTS awkward",
                        "CONFIG GET *",
                        "CONFIG GET nosuch",
                        "ACL LIST",
                        "ACL GETUSER default",
                        "ACL WHOAMI",
                        "CLUSTER INFO",
                        "SENTINEL MASTERS",
                        "INFO nosuch",
                        "INFO modules",
                        "TYPE awkward")
                .map(words -> query(server(), words.split(" ", -1)))
                .toArray(RedisQuery[]::new);
        try (ShellSession tunnelled = session(open.connector().connect(open.target("user_ed25519")))) {
            Map<Read<?>, Known<?>> expected =
                    exchange(tunnelled, List.of(), queries).answers();
            Map<Read<?>, Known<?>> answers =
                    exchange(session, List.of(), queries).answers();

            for (RedisQuery query : queries) {
                assertThat(answers.get(query)).as("%s", query.command()).isEqualTo(expected.get(query));
            }
            assertThat(tunnelled.notes()).isEmpty();
        }
        assertThat(session.notes()).hasSize(1);
        assertThat(session.roundTrips().shell()).isEqualTo(1);
    }

    @Test
    void theKindOfARefusalIsKept() throws Exception {
        assertThat(failure(ask(server(redis, "no " + PASSWORD), "INFO"))).startsWith("WRONGPASS ");
        assertThat(failure(ask(RedisServer.local(redis.port(), Optional.empty()), "INFO")))
                .startsWith("NOAUTH ");
        assertThat(failure(ask(RedisServer.local(redis.port(), Optional.empty()), "ROLE")))
                .startsWith("NOAUTH ");
        RedisServer limited = new RedisServer(
                "127.0.0.1", redis.port(), Optional.of(Text.of("limited")), Optional.of(Text.secret("secret")));
        assertThat(ask(limited, "ROLE")).isInstanceOf(RedisAnswer.Reply.class);
        assertThat(failure(ask(limited, "CONFIG", "GET", "port"))).startsWith("NOPERM ");
        assertThat(failure(ask(server(), "SENTINEL", "MASTERS"))).startsWith("ERR ");
        assertThat(failure(ask(RedisServer.local(LocalSshd.freePort(), Optional.empty()), "PING")))
                .startsWith("refused ");
    }

    @Test
    void aServerWithoutAPasswordLetsUsIn() throws Exception {
        try (RedisProcess free = RedisProcess.start()) {
            assertThat(ask(server(free, PASSWORD), "ROLE")).isInstanceOf(RedisAnswer.Reply.class);
        }
    }

    @Test
    void aReplicaThatLoadsOrHasNoMasterSaysSo() throws Exception {
        try (RedisProcess alone = RedisProcess.start("replica-serve-stale-data no", "replicaof 127.0.0.1 1")) {
            assertThat(failure(ask(RedisServer.local(alone.port(), Optional.empty()), "GET", "x")))
                    .startsWith("MASTERDOWN ");
        }
        try (RedisProcess loading =
                RedisProcess.start("key-load-delay 5000", "loading-process-events-interval-bytes 1024")) {
            for (int i = 0; i < 2000; i++) {
                loading.ask("SET", "key" + i, "v".repeat(100));
            }
            loading.ask("SAVE");
            loading.restart();
            assertThat(failure(ask(RedisServer.local(loading.port(), Optional.empty()), "GET", "key1")))
                    .startsWith("LOADING ");
        }
    }

    @Test
    void commandsAreSentLiterallyAndTheirErrorsTold() throws Exception {
        String value = "a 'b' \"c\" \\ \n $(id) `id` ü";

        Answers done = exchange(session, List.of(send(server(), "CONFIG", "SET", "requirepass", PASSWORD)));
        assertThat(done.outcomes().getFirst()).isInstanceOf(StepOutcome.Done.class);
        done = exchange(session, List.of(send(server(), "SET", "literal", value)));
        assertThat(done.outcomes().getFirst()).isInstanceOf(StepOutcome.Done.class);
        assertThat(ask(server(), "GET", "literal"))
                .isEqualTo(new RedisAnswer.Reply(dev.plumbline.api.value.Data.of(value)));

        Answers failed = exchange(
                session,
                List.of(send(server(), "CONFIG", "SET", "maxmemory", "plenty"), send(server(), "SET", "never", "x")));
        assertThat(failed.outcomes().getFirst()).isInstanceOf(StepOutcome.Failed.class);
        assertThat(failed.outcomes().get(1)).isEqualTo(new StepOutcome.NotRun());
        assertThat(redisAsked("EXISTS", "never").toString()).contains("0");
        Answers refused = exchange(session, List.of(send(server(redis, "wrong"), "SET", "never", "x")));
        assertThat(refused.outcomes().toString()).contains("WRONGPASS").doesNotContain("'wrong'");
    }

    @Test
    void portsAreReachedFromTheHost() throws Exception {
        TcpReach listening = new TcpReach("127.0.0.1", redis.port(), Duration.ofSeconds(5));
        TcpReach sshd = new TcpReach("127.0.0.1", strict.port(), Duration.ofSeconds(5));
        TcpReach closed = new TcpReach("127.0.0.1", LocalSshd.freePort(), Duration.ofSeconds(5));

        Map<Read<?>, Known<?>> answers =
                exchange(session, List.of(), listening, sshd, closed).answers();

        assertThat(answers.get(listening)).isEqualTo(new Known.Seen<>(new Reachability.Open()));
        assertThat(answers.get(sshd)).isEqualTo(new Known.Seen<>(new Reachability.Open()));
        assertThat(answers.get(closed)).isEqualTo(new Known.Seen<>(new Reachability.Refused()));
    }

    @Test
    void aFrozenServerIsATimeout() throws Exception {
        try (RedisProcess frozen = RedisProcess.start()) {
            frozen.signal("STOP");
            RedisServer server = RedisServer.local(frozen.port(), Optional.empty());
            assertThat(failure(ask(server, "ROLE"))).startsWith("timeout ");
            frozen.signal("CONT");
        }
    }

    @Test
    void replicationIsProvenAllTheSame() throws Exception {
        try (RedisProcess replica = RedisProcess.start(
                        "requirepass " + QUOTED, "masterauth " + QUOTED, "replicaof 127.0.0.1 " + redis.port());
                ShellSession other = session(strict.connector().connect(strict.target("user_ed25519")))) {
            for (int i = 0; i < 500; i++) {
                if (ask(server(replica, PASSWORD), "INFO", "replication")
                        .toString()
                        .contains("master_link_status:up")) {
                    break;
                }
                Thread.sleep(20);
            }
            Map<HostName, Link> links = new HashMap<>();
            links.put(HOST, new Link(connection, session));
            links.put(new HostName("web2"), new Link(connection, other));

            assertThat(prove(server(), server(replica, PASSWORD), links))
                    .isEqualTo(new StepOutcome.Done(Optional.empty()));
            assertThat(redisAsked("KEYS", "plumbline:*").toString()).doesNotContain("plumbline");
            assertThat(prove(server(replica, PASSWORD), server(), links))
                    .isInstanceOfSatisfying(
                            StepOutcome.Failed.class,
                            failed -> assertThat(failed.code()).isEqualTo("redis.readonly"));
        }
    }

    private static StepOutcome prove(RedisServer from, RedisServer to, Map<HostName, Link> links) {
        return new JedisReplicationProver()
                .prove(
                        new ProveReplication(
                                new Node(HOST, from),
                                List.of(new Node(new HostName("web2"), to)),
                                Duration.ofSeconds(5)),
                        host -> java.util.Objects.requireNonNull(links.get(host)));
    }
}
