package dev.plumbline.core.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPatternTest {
    private LoadedInventory inventory;

    @BeforeEach
    void loaded(@TempDir Path directory) {
        inventory = new Inventories(directory)
                .file("hosts", "[web]\nw1\nw2\n[database]\nd1\n[empty]\n[six]\nfe80::1\n")
                .load("hosts");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "web:!databse | Did you mean 'database'?",
                "wbe,database | Did you mean 'web'?",
                "web:&nothing | plumb inventory shows",
                "web,localhost | SSH only",
                "web[2] | the group has 2, counted from 0",
                "web[-3] | the group has 2",
                "web[0-1] | two ways",
                "~w( | no regular expression",
                "web[1 | brackets",
                "! | needs the name",
                "@retry | it does not exist",
                ", | names no host"
            })
    void whatCanNotBeMeantIsRefused(String pattern, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> inventory.select(pattern))
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "empty", "web:!web", "web:&database"})
    void nothingMeantIsEmpty(String pattern) {
        assertThat(inventory.select(pattern)).isEmpty();
    }

    @Test
    void anAddressIsNotCutAtItsColons() {
        assertThat(inventory.select("fe80::1")).hasSize(1);
    }

    @Test
    void itIsToldWhyAPatternMeansNothing() {
        assertThat(inventory.explainUnmatched("webb")).contains("Did you mean 'web'?");
        assertThat(inventory.explainUnmatched("empty")).contains("is empty");
    }
}
