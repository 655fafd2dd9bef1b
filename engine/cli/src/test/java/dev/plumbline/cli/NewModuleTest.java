package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project that {@code plumb new module} makes; that its own test passes, the build shows by {@code examples/custom-module}. */
class NewModuleTest {
    private static final Path EXAMPLE = Project.root().resolve("examples/custom-module");

    @TempDir
    private Path folder = Path.of("");

    /** {@code -Dupdate-docs} writes it. */
    @Test
    void theExampleIsWhatIsMade() throws IOException {
        Map<String, String> made =
                NewModule.files("login_note", "__DOLLAR__{project.basedir}/../..".replace("__DOLLAR__", "$"));
        if (System.getProperty("update-docs") != null) {
            for (Map.Entry<String, String> file : made.entrySet()) {
                Path path = EXAMPLE.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        }
        Map<String, String> there = new TreeMap<>();
        for (String name : made.keySet()) {
            assertThat(EXAMPLE.resolve(name)).as("-Dupdate-docs writes it").exists();
            there.put(name, Files.readString(EXAMPLE.resolve(name)));
        }
        assertThat(there).isEqualTo(made);
    }

    @Test
    void theCommandWritesItIntoAFolderOfItsOwn() throws IOException {
        Invocation made = Invocation.of(folder, "new", "module", "disk_usage");

        assertThat(made.code()).as(made.err()).isZero();
        Path pom = folder.resolve("disk-usage/pom.xml");
        assertThat(pom)
                .content()
                .contains(
                        "<artifactId>disk-usage</artifactId>",
                        "<plumbline.home>" + Project.root() + "</plumbline.home>",
                        "<plumbline.version>" + Version.text().split(" ", -1)[0] + "</plumbline.version>")
                .doesNotContain("__");
        assertThat(folder.resolve("disk-usage/src/main/java/diskusage/DiskUsage.java"))
                .content()
                .contains("public record DiskUsage(", "value = \"disk_usage\"")
                .doesNotContain("__");
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(5);
        }
    }

    @Test
    void aFolderThatHoldsSomethingIsLeftAlone() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("mine")).resolve("pom.xml"), "mine");

        Invocation refused = Invocation.of(folder, "new", "module", "disk", "--dir", "mine");

        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("is there already, and not empty");
        assertThat(folder.resolve("mine/pom.xml")).hasContent("mine");
    }

    @Test
    void namesThatNoModuleCanHaveAreRefused() {
        assertThat(Invocation.of(folder, "new", "module", "Disk-Usage").err())
                .contains("can't be the name of a module");
        assertThat(Invocation.of(folder, "new", "module", "file").err()).contains("there is a module 'file' already");
        assertThat(Invocation.of(folder, "new", "role", "x").err()).contains("'role' can't be made");
    }
}
