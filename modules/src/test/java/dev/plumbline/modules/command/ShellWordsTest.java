package dev.plumbline.modules.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "one two|one,two",
                "  one \t two  |one,two",
                "'one two' three|one two,three",
                "\"one two\"|one two",
                "a'b c'd|ab cd",
                "\"a \\\" \\\\ \\$x \\n\"|a \" \\ $x \\n",
                "'a \\ b'|a \\ b",
                "a\\ b|a b",
                "'' x|,x",
                "$HOME *.txt ; rm -rf|$HOME,*.txt,;,rm,-rf",
                "ü \"ß\"|ü,ß"
            })
    void splitsAsAShellDoesAndExpandsNothing(String line, String words) {
        assertThat(ShellWords.split(line)).isEqualTo(List.of(words.split(",", -1)));
    }

    @Test
    void newlinesSeparateWords() {
        assertThat(ShellWords.split("a\nb 'c\nd'")).containsExactly("a", "b", "c\nd");
    }

    @Test
    void whatIsNotClosedIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShellWords.split("a 'b"))
                .withMessageContaining("not closed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShellWords.split("a \"b"))
                .withMessageContaining("not closed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShellWords.split("a\\"))
                .withMessageContaining("backslash");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShellWords.split(" "))
                .withMessageContaining("empty");
    }
}
