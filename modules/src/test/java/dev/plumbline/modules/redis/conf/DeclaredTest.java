package dev.plumbline.modules.redis.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.api.value.Text;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredTest {

    private static Declared declared(String name, String... value) {
        return Declared.of(name, Arrays.stream(value).map(Text::of).toList());
    }

    @Test
    void a_value_of_one_word_keeps_its_characters() {
        assertThat(declared("requirepass", " a  'b\" # ").lines()).isEqualTo(List.of(List.of(" a  'b\" # ")));
    }

    @Test
    void a_value_of_several_words_is_split_or_given_as_a_list() {
        assertThat(declared("bind", "127.0.0.1 -::1").lines())
                .isEqualTo(declared("bind", "127.0.0.1", "-::1").lines())
                .isEqualTo(List.of(List.of("127.0.0.1", "-::1")));
    }

    @Test
    void each_user_is_a_line() {
        assertThat(declared("user", "default off", "app on >x ~*").lines())
                .isEqualTo(List.of(List.of("default", "off"), List.of("app", "on", ">x", "~*")));
    }

    @Test
    void passwords_are_secret_even_if_the_playbook_does_not_say_so() {
        assertThat(declared("requirepass", "a").secret()).isTrue();
        assertThat(declared("maxmemory", "1gb").secret()).isFalse();
        assertThat(Declared.of("maxmemory", List.of(Text.secret("1gb"))).secret())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "maxmemory|1gb # x|takes bytes",
                "maxmemory|1.5gb|takes bytes",
                "maxmemory|1tb|takes bytes",
                "appendonly|true|takes yes or no, not 'true'",
                "timeout|+5|takes a whole number",
                "port|65536|lies between 0 and 65535",
                "save|900|takes pairs",
                "save|900 1 # x|takes pairs",
                "replicaof|10.0.0.1|takes an address and a port",
                "bind|127.0.0.1 # x|can't end in a comment",
                "client-output-buffer-limit|replica 1mb|takes a class and three limits",
                "unixsocketperm|999|octal",
                "rename-command|CONFIG \"x|unbalanced",
                "max memory|1|not the name of a directive",
                "#maxmemory|1|not the name of a directive"
            })
    void what_the_server_could_never_read_is_refused(String name, String value, String reason) {
        assertThatThrownBy(() -> declared(name, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void a_refusal_does_not_show_a_secret() {
        assertThatThrownBy(() -> Declared.of("timeout", List.of(Text.secret("hush"))))
                .hasMessageNotContaining("hush");
        assertThatThrownBy(() -> declared("requirepass", "a\0b")).hasMessageContaining("NUL");
    }
}
