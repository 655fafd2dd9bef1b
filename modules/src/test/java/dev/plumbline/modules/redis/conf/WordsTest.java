package dev.plumbline.modules.redis.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    @Test
    void splits_at_any_white_space() {
        assertThat(Words.split("save\t 900 \u000b1")).contains(List.of("save", "900", "1"));
    }

    @Test
    void reads_escapes_in_double_quotes_only() {
        assertThat(Words.split("\"a\\nb\" 'a\\nb' a\\nb \"\\x41\\xzz\""))
                .contains(List.of("a\nb", "a\\nb", "a\\nb", "Axzz"));
    }

    @Test
    void quotes_may_begin_within_a_word() {
        assertThat(Words.split("pa\"ss\"")).contains(List.of("pass"));
    }

    @Test
    void an_empty_word_is_a_word() {
        assertThat(Words.split("save \"\" ''")).contains(List.of("save", "", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pa\"ss", "pa'ss", "\"ab\"c", "'ab'c", "\"ab", "\"ab\\\"", "\"ab\\"})
    void unbalanced_quotes_are_no_words(String line) {
        assertThat(Words.split(line)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "plain,plain",
                "Sid@123,Sid@123",
                "a b,\"a b\"",
                "a\"b,\"a\\\"b\"",
                "a'b,\"a'b\"",
                "a\\b,\"a\\\\b\"",
                "#a,\"#a\"",
                "${x},${x}"
            })
    void quotes_only_where_it_must(String word, String written) {
        assertThat(Words.quote(word)).isEqualTo(written);
    }

    @Test
    void what_is_quoted_is_read_back_whatever_the_bytes() {
        Random random = new Random(7);
        for (int round = 0; round < 5000; round++) {
            StringBuilder word = new StringBuilder();
            int length = random.nextInt(12);
            for (int i = 0; i < length; i++) {
                word.append((char) (1 + random.nextInt(255)));
            }
            assertThat(Words.split("requirepass " + Words.quote(word.toString())))
                    .contains(List.of("requirepass", word.toString()));
        }
    }
}
