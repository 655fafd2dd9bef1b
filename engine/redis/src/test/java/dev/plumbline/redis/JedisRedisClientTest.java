package dev.plumbline.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.action.Action.SendRedis;
import dev.plumbline.api.read.Read.RedisQuery;
import dev.plumbline.api.read.RedisAnswer;
import dev.plumbline.api.read.RedisAnswer.Refused;
import dev.plumbline.api.read.RedisAnswer.Reply;
import dev.plumbline.api.read.RedisAnswer.Unreachable;
import dev.plumbline.api.read.RedisServer;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.Text;
import dev.plumbline.testkit.redis.RedisProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JedisRedisClientTest {
    private static final JedisRedisClient CLIENT = new JedisRedisClient(Duration.ofSeconds(2));
    private static RedisProcess open;
    private static RedisProcess locked;

    @BeforeAll
    static void start() {
        open = RedisProcess.start();
        locked = RedisProcess.start("requirepass \"p\\\"a s#s\u00fc\"");
    }

    @AfterAll
    static void end() {
        open.close();
        locked.close();
    }

    private static RedisAnswer ask(RedisServer server, String... command) {
        RedisQuery query = new RedisQuery(server, List.of(command));
        return Objects.requireNonNull(
                CLIENT.query(new Loopback(), List.of(query)).get(query));
    }

    private static RedisServer locked(String password) {
        return RedisServer.local(locked.port(), Optional.of(Text.secret(password)));
    }

    @Test
    void replies_become_data() {
        RedisServer server = RedisServer.local(open.port(), Optional.empty());
        assertThat(ask(server, "PING")).isEqualTo(new Reply(Data.of("PONG")));
        assertThat(ask(server, "DBSIZE")).isEqualTo(new Reply(Data.of(0)));
        assertThat(ask(server, "GET", "nothing")).isEqualTo(new Reply(Data.NOTHING));
        assertThat(ask(server, "CONFIG", "GET", "port"))
                .isEqualTo(new Reply(Data.of(List.of(Data.of("port"), Data.of(open.port() + "")))));
        assertThat(ask(server, "INFO", "server").toString()).contains("redis_version:");
    }

    @Test
    void a_password_with_awkward_characters_opens() {
        assertThat(ask(locked("p\"a s#s\u00fc"), "PING")).isEqualTo(new Reply(Data.of("PONG")));
    }

    @Test
    void a_wrong_password_and_none_are_told_apart() {
        assertThat(ask(locked("wrong"), "PING"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo("WRONGPASS"));
        assertThat(ask(RedisServer.local(locked.port(), Optional.empty()), "PING"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo("NOAUTH"));
    }

    @Test
    void a_server_that_asks_for_none_lets_a_password_in() {
        assertThat(ask(RedisServer.local(open.port(), Optional.of(Text.secret("x"))), "PING"))
                .isEqualTo(new Reply(Data.of("PONG")));
    }

    @Test
    void queries_of_one_server_and_of_several_are_all_answered() {
        List<RedisQuery> queries = List.of(
                new RedisQuery(RedisServer.local(open.port(), Optional.empty()), List.of("PING")),
                new RedisQuery(RedisServer.local(open.port(), Optional.empty()), List.of("ROLE")),
                new RedisQuery(locked("wrong"), List.of("PING")),
                new RedisQuery(locked("p\"a s#s\u00fc"), List.of("INFO", "replication")),
                new RedisQuery(RedisServer.local(1, Optional.empty()), List.of("PING")));
        Map<RedisQuery, RedisAnswer> answers = CLIENT.query(new Loopback(), queries);
        assertThat(answers.keySet()).containsExactlyInAnyOrderElementsOf(queries);
        assertThat(answers.get(queries.get(1))).asString().contains("master");
        assertThat(answers.get(queries.get(2))).isInstanceOf(Refused.class);
        assertThat(answers.get(queries.get(3))).asString().contains("role:master");
        assertThat(answers.get(queries.get(4)))
                .isInstanceOfSatisfying(
                        Unreachable.class, gone -> assertThat(gone.code()).isEqualTo("refused"));
    }

    @Test
    void an_error_among_replies_leaves_the_others_in_place() {
        RedisServer server = RedisServer.local(open.port(), Optional.empty());
        List<RedisQuery> queries = List.of(
                new RedisQuery(server, List.of("PING")),
                new RedisQuery(server, List.of("SENTINEL", "MASTERS")),
                new RedisQuery(server, List.of("TIME")));
        Map<RedisQuery, RedisAnswer> answers = CLIENT.query(new Loopback(), queries);
        assertThat(answers.get(queries.get(0))).isInstanceOf(Reply.class);
        assertThat(answers.get(queries.get(1))).isInstanceOf(Refused.class);
        assertThat(answers.get(queries.get(2))).isInstanceOf(Reply.class);
    }

    @Test
    void a_frozen_server_is_a_timeout() {
        try (RedisProcess frozen = RedisProcess.start()) {
            frozen.signal("STOP");
            assertThat(ask(RedisServer.local(frozen.port(), Optional.of(Text.secret("x"))), "PING"))
                    .isInstanceOfSatisfying(
                            Unreachable.class, gone -> assertThat(gone.code()).isEqualTo("timeout"));
        }
    }

    @Test
    void another_kind_of_server_is_a_protocol_error_and_one_that_hangs_up_is_lost() throws IOException {
        assertThat(answerOf("HTTP/1.1 400 Bad Request\r\n\r\n"))
                .isInstanceOfSatisfying(
                        Unreachable.class, gone -> assertThat(gone.code()).isEqualTo("protocol"));
        assertThat(answerOf(""))
                .isInstanceOfSatisfying(
                        Unreachable.class, gone -> assertThat(gone.code()).isEqualTo("lost"));
        assertThat(answerOf("-DENIED Redis is running in protected mode\r\n"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo("DENIED"));
    }

    /** What a server that says this to everyone is taken for. */
    private static RedisAnswer answerOf(String greeting) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> {
                try (var socket = server.accept()) {
                    socket.getOutputStream().write(greeting.getBytes(StandardCharsets.US_ASCII));
                    socket.getOutputStream().flush();
                    socket.shutdownOutput();
                    socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            RedisServer address = RedisServer.local(server.getLocalPort(), Optional.of(Text.secret("x")));
            List<RedisQuery> queries =
                    List.of(new RedisQuery(address, List.of("PING")), new RedisQuery(address, List.of("ROLE")));
            return Objects.requireNonNull(CLIENT.query(new Loopback(), queries).get(queries.get(1)));
        }
    }

    @Test
    void commands_stop_at_the_first_error_which_shows_no_secret() {
        RedisServer server = RedisServer.local(open.port(), Optional.empty());
        Optional<String> error = CLIENT.send(
                new Loopback(),
                new SendRedis(
                        server,
                        List.of(
                                List.of(Text.of("SET"), Text.of("a"), Text.of("1")),
                                List.of(Text.of("NOSUCH"), Text.secret("hush-hush")),
                                List.of(Text.of("SET"), Text.of("a"), Text.of("2"))),
                        List.of()));
        assertThat(error.orElseThrow()).startsWith("ERR unknown command").doesNotContain("hush-hush");
        assertThat(ask(server, "GET", "a")).isEqualTo(new Reply(Data.of("1")));
        assertThat(CLIENT.send(
                        new Loopback(),
                        new SendRedis(server, List.of(List.of(Text.of("DEL"), Text.of("a"))), List.of())))
                .isEmpty();
    }
}
