package dev.plumbline.modules.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Text;
import dev.plumbline.modules.redis.conf.ConfFile;
import dev.plumbline.modules.redis.conf.Declared;
import dev.plumbline.modules.redis.conf.DefaultUser;
import dev.plumbline.modules.redis.conf.Directive;
import dev.plumbline.modules.redis.conf.Running;
import dev.plumbline.testkit.redis.RedisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What this code says of redis.conf, judged by the server itself. */
class ConfFileOnRealServersTest {
    private static final Path STOCK = Path.of("/etc/redis/redis.conf");
    private static final List<String> AWKWARD = List.of(
            "Sid@123",
            "pa\"ss",
            "pa'ss",
            "pa ss",
            " pa ss ",
            "#abc",
            "a#b",
            "a\\b",
            "\\",
            "\\x41",
            "$HOME",
            "${x}",
            "$${x}",
            "{a}",
            "\u00fcber",
            "a\nb",
            "a\tb",
            "a\rb",
            "\u0007\b\u0001\u007f",
            "\"",
            "'",
            "''",
            "\"\"",
            "no",
            "0644",
            "a,b;c|d&e",
            "%s%n",
            "\ud83d\ude00");

    @BeforeAll
    static void installed() {
        assumeThat(RedisProcess.isInstalled()).as("redis-server is installed").isTrue();
    }

    private static ConfFile with(ConfFile file, String name, String... value) {
        return file.with(Declared.of(name, Arrays.stream(value).map(Text::of).toList()));
    }

    private static ConfFile parse(Path path) throws IOException {
        return ConfFile.parse(Bytes.of(Files.readAllBytes(path)));
    }

    private static String bytes(String text) {
        return Bytes.utf8(text).latin1();
    }

    @Test
    void the_server_reads_exactly_what_was_written() {
        List<String> values = new ArrayList<>(AWKWARD);
        Random random = new Random(3);
        for (int i = 0; i < 30; i++) {
            StringBuilder value = new StringBuilder();
            for (int n = 1 + random.nextInt(20); n > 0; n--) {
                value.append((char) (1 + random.nextInt(0x17e)));
            }
            values.add(value.toString());
        }
        for (int i = 0; i + 1 < values.size(); i += 2) {
            ConfFile file = with(
                    with(ConfFile.parse(Bytes.EMPTY), "masterauth", values.get(i)), "masteruser", values.get(i + 1));
            try (RedisProcess redis = RedisProcess.start(List.of(file.bytes().toArray()))) {
                assertThat(redis.ask("CONFIG", "GET", "masterauth"))
                        .containsExactly("masterauth", bytes(values.get(i)));
                assertThat(redis.ask("CONFIG", "GET", "masteruser"))
                        .containsExactly("masteruser", bytes(values.get(i + 1)));
            }
        }
    }

    @Test
    void a_password_opens_and_none_does_not() {
        for (String password : AWKWARD) {
            ConfFile file = with(ConfFile.parse(Bytes.EMPTY), "requirepass", password);
            try (RedisProcess redis = RedisProcess.start(List.of(file.bytes().toArray()))) {
                assertThat(redis.askAs(bytes(password), "PING")).containsExactly("PONG");
                assertThat(redis.ask("PING").getFirst()).startsWith("-NOAUTH");
            }
        }
    }

    @Test
    void the_stock_file_keeps_its_bytes_and_one_directive_changes_one_line() throws IOException {
        assumeThat(STOCK).isReadable();
        ConfFile stock = parse(STOCK);
        assertThat(stock.bytes().toArray()).isEqualTo(Files.readAllBytes(STOCK));
        assertThat(with(with(with(stock, "port", "6379"), "appendonly", "NO"), "save")
                        .bytes())
                .isEqualTo(stock.bytes());
        List<String> before = stock.bytes().latin1().lines().toList();
        assertThat(differing(before, with(stock, "client-output-buffer-limit", "replica 1gb 64mb 60")))
                .containsExactly("client-output-buffer-limit replica 1gb 64mb 60");
        assertThat(differing(before, with(stock, "tcp-backlog", "1024"))).containsExactly("tcp-backlog 1024");
        for (String[] added : List.of(
                new String[] {"maxmemory", "1gb"},
                new String[] {"requirepass", "Sid@123"},
                new String[] {"masterauth", "Sid@123"},
                new String[] {"replicaof", "192.168.1.2 6379"})) {
            ConfFile changed = with(stock, added[0], added[1]);
            List<String> after = changed.bytes().latin1().lines().toList();
            int at = after.indexOf(added[0] + " " + added[1]);
            assertThat(after).hasSize(before.size() + 1);
            List<String> without = new ArrayList<>(after);
            without.remove(at);
            assertThat(without).isEqualTo(before);
            assertThat(after.get(at - 1)).as("the example above %s", added[0]).startsWith("# " + added[0]);
        }
    }

    private static List<String> differing(List<String> before, ConfFile changed) {
        List<String> after = changed.bytes().latin1().lines().toList();
        assertThat(after).hasSameSizeAs(before);
        List<String> differing = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            if (!before.get(i).equals(after.get(i))) {
                differing.add(after.get(i));
            }
        }
        return differing;
    }

    private static Map<String, String> running(RedisProcess redis) {
        List<String> answer = redis.ask("CONFIG", "GET", "*");
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i + 1 < answer.size(); i += 2) {
            values.put(answer.get(i), answer.get(i + 1));
        }
        return values;
    }

    @Test
    void a_server_runs_as_its_stock_file_says() throws IOException {
        assumeThat(STOCK).isReadable();
        ConfFile stock = parse(STOCK);
        for (String name : List.of("logfile", "pidfile", "daemonize", "port", "dir", "bind")) {
            stock = stock.with(Declared.of(name, List.of()));
        }
        try (RedisProcess redis = RedisProcess.start(List.of(
                stock.bytes().toArray(),
                "save 100 1\nsave 10 100\nnotify-keyspace-events KEA\nmaxmemory 100mb\nrepl-backlog-size 1\nhz 1000\nunixsocketperm 0700\n"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)))) {
            ConfFile file = parse(redis.file());
            Running running = Running.of(running(redis));
            for (Directive directive : file.directives()) {
                List<List<String>> values = file.values(directive);
                List<List<String>> lines = directive.form().isRepeatable() ? values : List.of(values.getLast());
                Declared declared = Declared.exactly(directive, lines);
                if (!List.of("port", "dir", "bind").contains(directive.name())) {
                    assertThat(running.instead(declared)).as(directive.name()).isEmpty();
                }
            }
        }
    }

    @Test
    void every_directive_of_the_server_is_known() {
        try (RedisProcess redis = RedisProcess.start()) {
            assertThat(running(redis).keySet().stream()
                            .filter(name -> !Directive.named(name).isKnown())
                            .toList())
                    .isEmpty();
        }
    }

    @Test
    void what_is_declared_still_stands_after_the_server_rewrote_its_file() throws IOException {
        String[][] declared = {
            {"requirepass", "p\"a s#s\u00fc"},
            {"masterauth", "a'b\\c"},
            {"maxmemory", "1gb"},
            {"notify-keyspace-events", "KEA"},
            {"save", "3600 1 300 100"},
            {"client-output-buffer-limit", "replica 300mb 64mb 60"},
            {"latency-tracking-info-percentiles", "50 99.90"},
            {"slave-priority", "90"},
            {"unixsocketperm", "0700"},
            {"appendonly", "No"},
            {"shutdown-on-sigterm", "SAVE now"},
            {"repl-backlog-size", "2mb"}
        };
        ConfFile written = ConfFile.parse(Bytes.EMPTY);
        for (String[] one : declared) {
            written = with(written, one[0], one[1]);
        }
        try (RedisProcess redis = RedisProcess.start(List.of(written.bytes().toArray()))) {
            assertThat(redis.askAs(bytes(declared[0][1]), "CONFIG", "REWRITE")).containsExactly("OK");
            ConfFile rewritten = parse(redis.file());
            for (String[] one : declared) {
                assertThat(with(rewritten, one[0], one[1])).as(one[0]).isEqualTo(rewritten);
            }
        }
    }

    @Test
    void a_password_changed_after_a_rewrite_is_the_only_one_that_opens() throws IOException {
        try (RedisProcess redis = RedisProcess.start("requirepass old")) {
            assertThat(redis.askAs("old", "CONFIG", "REWRITE")).containsExactly("OK");
            ConfFile rewritten = parse(redis.file());
            assertThat(rewritten.bytes().latin1()).contains("user default on");
            ConfFile changed = DefaultUser.withPassword(with(rewritten, "requirepass", "new"), Optional.of("new"));
            Files.write(redis.file(), changed.bytes().toArray());
            redis.restart();
            assertThat(redis.askAs("new", "PING")).containsExactly("PONG");
            assertThat(redis.askAs("old", "PING").getFirst()).startsWith("-");
            assertThat(redis.ask("PING").getFirst()).startsWith("-NOAUTH");
            Files.write(
                    redis.file(),
                    DefaultUser.withPassword(changed.with(Declared.of("requirepass", List.of())), Optional.empty())
                            .bytes()
                            .toArray());
            redis.restart();
            assertThat(redis.ask("PING")).containsExactly("PONG");
        }
    }
}
