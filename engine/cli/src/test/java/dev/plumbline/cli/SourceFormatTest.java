package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All sources look as the formatter leaves them; {@code -Dformat=apply} rewrites those that don't. */
class SourceFormatTest {
    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    @Test
    void everySourceIsFormatted() throws IOException, FormatterException {
        List<Path> unformatted = new ArrayList<>();
        for (Path source : sources()) {
            String text = Files.readString(source);
            String formatted = formatted(text);
            if (!formatted.equals(text)) {
                unformatted.add(source);
                if ("apply".equals(System.getProperty("format"))) {
                    Files.writeString(source, formatted);
                }
            }
        }
        assertThat(unformatted)
                .as("sources to be formatted; -Dformat=apply does it")
                .isEmpty();
    }

    @Test
    void whatIsNotFormattedIsFound() throws FormatterException {
        assertThat(formatted("class  A{int b;}")).isEqualTo("class A {\n    int b;\n}\n");
    }

    private static String formatted(String text) throws FormatterException {
        return FORMATTER.formatSourceAndFixImports(text);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Project.root())) {
            List<Path> sources = files.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.toString().contains("/target/"))
                    .sorted()
                    .toList();
            assertThat(sources).as("sources of the project").hasSizeGreaterThan(100);
            return sources;
        }
    }
}
