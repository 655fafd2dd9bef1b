package dev.plumbline.modules.redis.conf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Text;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfFileTest {

    private static String edited(String before, String name, String... value) {
        return ConfFile.parse(Bytes.latin1(before))
                .with(Declared.of(name, Arrays.stream(value).map(Text::of).toList()))
                .bytes()
                .latin1();
    }

    @Test
    void any_bytes_come_back_as_they_were() {
        Random random = new Random(1);
        for (int round = 0; round < 1000; round++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            for (int i = 0; i < bytes.length; i++) {
                if (random.nextInt(6) == 0) {
                    bytes[i] = (byte) (random.nextBoolean() ? '\n' : '\r');
                }
            }
            assertThat(ConfFile.parse(Bytes.of(bytes)).bytes()).isEqualTo(Bytes.of(bytes));
        }
    }

    @Test
    void what_is_said_already_stays_as_it_is_written() {
        String file = "MaxMemory  1024MB\n  appendonly YES\r\nsave 3600 1 300 100\n";
        assertThat(edited(file, "maxmemory", "1gb")).isEqualTo(file);
        assertThat(edited(file, "appendonly", "yes")).isEqualTo(file);
        assertThat(edited(file, "save", "300 100", "3600 1")).isEqualTo(file);
    }

    @Test
    void a_changed_directive_changes_its_own_line() {
        assertThat(edited("# a\u00e9\nport 6379\n  MaxMemory 1gb\r\nhz 10", "maxmemory", "2gb"))
                .isEqualTo("# a\u00e9\nport 6379\n  MaxMemory 2gb\r\nhz 10");
    }

    @Test
    void of_several_lines_the_last_decides_and_is_changed() {
        assertThat(edited("hz 10\nhz 20\nport 1\n", "hz", "10")).isEqualTo("hz 10\nhz 10\nport 1\n");
        assertThat(edited("hz 20\nhz 10\n", "hz", "10")).isEqualTo("hz 20\nhz 10\n");
    }

    @Test
    void a_last_line_without_an_end_keeps_having_none() {
        assertThat(edited("port 1\nhz 10", "hz", "20")).isEqualTo("port 1\nhz 20");
    }

    @Test
    void a_new_directive_goes_below_its_example() {
        String above = "# maxmemory is prose\n# and more\n\n# Set a limit.\n#\n# maxmemory <bytes>\n";
        assertThat(edited(above + "\nport 1\n", "maxmemory", "1gb")).isEqualTo(above + "maxmemory 1gb\n\nport 1\n");
    }

    @Test
    void an_example_with_a_placeholder_may_stand_within_a_comment() {
        assertThat(edited("# masterauth <master-password>\n#\n# More prose.\nport 1\n", "masterauth", "x"))
                .isEqualTo("# masterauth <master-password>\nmasterauth x\n#\n# More prose.\nport 1\n");
    }

    @Test
    void a_new_directive_without_an_example_goes_to_the_end() {
        assertThat(edited("port 1", "maxmemory", "1gb")).isEqualTo("port 1\nmaxmemory 1gb\n");
        assertThat(edited("", "maxmemory", "1gb")).isEqualTo("maxmemory 1gb\n");
        assertThat(edited("port 1\r\n", "maxmemory", "1gb")).isEqualTo("port 1\r\nmaxmemory 1gb\r\n");
    }

    @Test
    void a_new_directive_goes_behind_what_is_included() {
        assertThat(edited("# maxmemory <bytes>\ninclude /etc/redis/local.conf\n", "maxmemory", "1gb"))
                .isEqualTo("# maxmemory <bytes>\ninclude /etc/redis/local.conf\nmaxmemory 1gb\n");
    }

    @Test
    void an_example_of_the_old_name_counts() {
        assertThat(edited("# slaveof <masterip> <masterport>\n\nport 1\n", "replicaof", "10.0.0.1 6379"))
                .isEqualTo("# slaveof <masterip> <masterport>\nreplicaof 10.0.0.1 6379\n\nport 1\n");
    }

    @Test
    void the_old_name_stays_where_it_stands() {
        assertThat(edited("slaveof 10.0.0.1 6379\n", "replicaof", "10.0.0.2 6379"))
                .isEqualTo("slaveof 10.0.0.2 6379\n");
    }

    @Test
    void removal_takes_every_line() {
        assertThat(edited("port 1\nslaveof 10.0.0.1 1\nhz 1\nREPLICAOF 10.0.0.2 1", "replicaof"))
                .isEqualTo("port 1\nhz 1\n");
        assertThat(edited("port 1\n", "replicaof")).isEqualTo("port 1\n");
    }

    @Test
    void lines_that_add_up_are_replaced_one_by_one() {
        assertThat(edited("a 1\nsave 900 1\nb 2\nsave 300 10\nsave 60 10000\nc 3\n", "save", "3600 1", "300 100"))
                .isEqualTo("a 1\nsave 3600 1\nb 2\nsave 300 100\nc 3\n");
        assertThat(edited("a 1\nsave 900 1\nb 2", "save", "3600 1", "300 100"))
                .isEqualTo("a 1\nsave 3600 1\nsave 300 100\nb 2");
        assertThat(edited("save 900 1\nb 2\n", "save", "")).isEqualTo("save \"\"\nb 2\n");
    }

    @Test
    void the_default_snapshots_are_not_the_same_as_those_written_down() {
        assertThat(edited("port 1\n", "save", "3600 1 300 100 60 10000"))
                .isEqualTo("port 1\nsave 3600 1\nsave 300 100\nsave 60 10000\n");
    }

    @Test
    void buffer_limits_of_other_classes_stay() {
        assertThat(edited(
                        "client-output-buffer-limit normal 0 0 0\nclient-output-buffer-limit slave 256mb 64mb 60\n",
                        "client-output-buffer-limit",
                        "replica 1gb 64mb 60"))
                .isEqualTo("client-output-buffer-limit normal 0 0 0\nclient-output-buffer-limit replica 1gb 64mb 60\n");
    }

    @Test
    void buffer_limits_of_other_classes_on_the_same_line_stay() {
        assertThat(edited(
                        "client-output-buffer-limit normal 0 0 0 slave 256mb 64mb 60\nhz 1\n",
                        "client-output-buffer-limit",
                        "replica 1gb 64mb 60"))
                .isEqualTo("""
                    client-output-buffer-limit replica 1gb 64mb 60
                    client-output-buffer-limit normal 0 0 0
                    hz 1
                    """);
    }

    @Test
    void an_empty_value_is_a_word() {
        assertThat(edited("hz 1\n", "bind", "")).isEqualTo("hz 1\nbind \"\"\n");
        assertThat(edited("hz 1\n", "unixsocket", "")).isEqualTo("hz 1\nunixsocket \"\"\n");
    }

    @Test
    void buffer_limits_of_a_new_class_are_added() {
        assertThat(edited(
                        "client-output-buffer-limit normal 0 0 0\n",
                        "client-output-buffer-limit",
                        "replica 1gb 64mb 60"))
                .isEqualTo("client-output-buffer-limit normal 0 0 0\nclient-output-buffer-limit replica 1gb 64mb 60\n");
    }

    @Test
    void a_line_with_unbalanced_quotes_is_replaced() {
        assertThat(edited("requirepass pa\"ss\nhz 1\n", "requirepass", "new")).isEqualTo("requirepass new\nhz 1\n");
    }

    @Test
    void a_comment_is_no_directive_and_a_trailing_one_is_part_of_the_value() {
        assertThat(edited("#requirepass a\nrequirepass #abc\n", "requirepass", "#abc"))
                .isEqualTo("#requirepass a\nrequirepass #abc\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "maxmemory 1g|maxmemory|1000000000|true",
                "maxmemory 1g|maxmemory|1gb|false",
                "maxmemory 010|maxmemory|10|true",
                "maxmemory \"\"|maxmemory|0|true",
                "unixsocketperm 0700|unixsocketperm|700|true",
                "notify-keyspace-events AKE|notify-keyspace-events|KEA|true",
                "notify-keyspace-events KEg$lshzxetd|notify-keyspace-events|KEA|true",
                "notify-keyspace-events KEg|notify-keyspace-events|KEA|false",
                "shutdown-on-sigterm save now|shutdown-on-sigterm|NOW save|true",
                "latency-tracking-info-percentiles 50 99.90|latency-tracking-info-percentiles|50.0 99.9|true",
                "primaryauth x|masterauth|x|true",
                "slave-read-only Yes|replica-read-only|yes|true",
                "replicaof NO ONE|replicaof|no one|true",
                "bind 127.0.0.1 -::1|bind|127.0.0.1 -::1|true",
                "bind -::1 127.0.0.1|bind|127.0.0.1 -::1|false",
                "oom-score-adj relative|oom-score-adj|yes|true",
                "requirepass \"a b\"|requirepass|a b|true",
                "requirepass A|requirepass|a|false",
                "timeout 010|timeout|10|true",
                "some-module.option \"a b\" c|some-module.option|'a b' c|true",
            })
    void values_are_compared_by_meaning(String line, String name, String value, boolean same) {
        assertThat(edited(line, name, value).equals(line)).isEqualTo(same);
    }
}
