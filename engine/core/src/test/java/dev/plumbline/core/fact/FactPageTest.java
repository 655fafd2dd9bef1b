package dev.plumbline.core.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.read.FactSubset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page of facts says what the code says; with {@code -Dupdate-docs} it is written. */
class FactPageTest {
    private static final Path PAGE = Path.of("../docs/facts.md");
    private static final String HEAD = "# The facts\n";

    @Test
    void thePageSaysWhatTheCodeSays() throws IOException {
        String page = Files.readString(PAGE);
        String wanted = page.substring(0, page.indexOf(HEAD) + HEAD.length()) + tables();
        if (System.getProperty("update-docs") != null) {
            Files.writeString(PAGE, wanted);
        }
        assertThat(Files.readString(PAGE))
                .as("%s; -Dupdate-docs writes it", PAGE)
                .isEqualTo(wanted);
    }

    private static String tables() {
        StringBuilder tables = new StringBuilder();
        for (FactSubset subset : FactSubset.values()) {
            tables.append("\n## ").append(subset.word()).append("\n\n| fact | | |\n|---|---|---|\n");
            FactName.ALL.stream()
                    .filter(fact -> fact.subset() == subset)
                    .forEach(fact -> tables.append(
                            "| `facts." + fact.name() + "` | " + fact.type() + " | " + fact.meaning() + " |\n"));
        }
        return tables.toString();
    }
}
