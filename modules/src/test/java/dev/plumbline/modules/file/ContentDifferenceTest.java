package dev.plumbline.modules.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.module.Difference;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Text;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContentDifferenceTest {
    private static String before(String before, Text after) {
        Difference difference = ContentDifference.of(Optional.of(Bytes.utf8(before)), after);
        return difference.before().orElseThrow().toString();
    }

    @Test
    void theOldSecretInTheSamePlaceIsMasked() {
        Text after = Text.of("port 1\nrequirepass ").plus(Text.secret("new"));

        assertThat(before("port 2\nrequirepass old\n", after)).isEqualTo("port 2\nrequirepass" + Text.MASK + "\n");
    }

    @Test
    void aSecretThatNobodyDeclaredIsMaskedByItsName() {
        assertThat(before("user a\npassword = hunter2\nAPI_KEY: abc\n", Text.of("user a\n")))
                .isEqualTo("user a\npassword = " + Text.MASK + "\nAPI_KEY: " + Text.MASK + "\n");
    }

    @Test
    void aSecretElsewhereInTheOldContentIsMasked() {
        assertThat(before("x=hunter2\n", Text.of("a ").plus(Text.secret("hunter2"))))
                .isEqualTo(Text.MASK + "\n");
    }

    @Test
    void aContentOfSecretLinesShowsNothingOfTheOld() {
        assertThat(before("-----BEGIN-----\nMIIabc\n", Text.secret("-----BEGIN-----\nMIIxyz\n")))
                .isEqualTo(Text.MASK + "\n" + Text.MASK + "\n");
    }

    @Test
    void linesThatStayAreShownAsTheyAre() {
        assertThat(before("passwd: files\nother\n", Text.of("passwd: files\n"))).isEqualTo("passwd: files\nother\n");
    }

    @Test
    void theNewContentKeepsItsSecrets() {
        Difference difference =
                ContentDifference.of(Optional.empty(), Text.secret("s").plus("x"));

        assertThat(difference.before()).isEmpty();
        assertThat(difference.after().orElseThrow()).hasToString(Text.MASK + "x");
    }

    @Test
    void whatIsNoTextIsNotShown() {
        assertThat(ContentDifference.of(Optional.of(Bytes.latin1("\u00ff\u00fe")), Text.of("x"))
                        .before())
                .contains(Text.of("2 bytes that are no text in UTF-8"));
    }
}
