package dev.plumbline.core.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.core.function.Function;
import dev.plumbline.core.function.Functions;
import dev.plumbline.core.function.ProjectFiles;
import dev.plumbline.core.secret.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of functions says what the code says; with {@code -Dupdate-docs} it is written. */
class FunctionPageTest {
    private static final Path PAGE = Path.of("../docs/expressions.md");
    private static final String HEAD = "# Functions\n\n";

    @Test
    void thePageSaysWhatTheCodeSays() throws IOException {
        String page = Files.readString(PAGE);
        String byHand = page.substring(0, page.indexOf(HEAD) + HEAD.length());
        String wanted = byHand + tables();
        if (System.getProperty("update-docs") != null) {
            Files.writeString(PAGE, wanted);
        }
        assertThat(Files.readString(PAGE))
                .as("%s; -Dupdate-docs writes it", PAGE)
                .isEqualTo(wanted);
    }

    private static String tables() {
        StringBuilder page = new StringBuilder();
        for (Functions.Field field : Expressions.functions(new ProjectFiles(List.of(), Path.of(".")), Secrets.none())
                .fields()) {
            page.append(page.isEmpty() ? "" : "\n").append("## ").append(field.title());
            page.append("\n\n| function | gives | |\n|---|---|---|\n");
            field.functions().forEach(function -> page.append(row(function)));
        }
        return page.toString();
    }

    private static String row(Function function) {
        StringBuilder row = new StringBuilder("| `" + cell(function.signature()) + "` | "
                + function.result().label() + " | " + cell(function.about()));
        for (Function.Example example : function.examples()) {
            row.append("<br>`")
                    .append(cell(example.call()))
                    .append("` → `")
                    .append(cell(example.gives()))
                    .append('`');
        }
        return row.append(" |\n").toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", "⏎");
    }
}
