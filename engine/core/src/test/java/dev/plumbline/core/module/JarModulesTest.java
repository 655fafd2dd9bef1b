package dev.plumbline.core.module;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.module.ModuleApi;
import dev.plumbline.api.value.Sha256;
import dev.plumbline.core.program.Position;
import dev.plumbline.core.yaml.Problems;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarModulesTest {
    private static final Position AT = new Position("plumb.yml", 2, 10);
    private static final String CURRENT = Integer.toString(ModuleApi.VERSION);

    @TempDir
    private Path folder = Path.of("");

    private final Problems problems = new Problems();

    private List<FoundModule> load(Path jar) throws IOException {
        return JarModules.load(new ModuleJar(jar, Sha256.of(Files.readAllBytes(jar)), AT), problems);
    }

    private String told() {
        assertThat(problems.list())
                .singleElement()
                .satisfies(problem -> assertThat(problem.at()).contains(AT));
        return problems.list().getFirst().code() + " "
                + problems.list().getFirst().message();
    }

    /** A jar with the type {@code made.HelloType}, whose constructor does something. */
    private Path jar(String version, String index, String constructor) throws IOException {
        Path source = folder.resolve("HelloType.java");
        Files.writeString(source, """
            package made;

            import dev.plumbline.api.module.*;
            import java.util.List;

            public final class HelloType implements ModuleType {
                public HelloType() throws Exception {
                    CONSTRUCTOR
                }
                public String name() { return "hello"; }
                public String summary() { return "Says " + new Greeting() + "."; }
                public String description() { return ""; }
                public List<Parameter> parameters() { return List.of(); }
                public List<ReturnedField> returned() { return List.of(); }
                public List<String> examples() { return List.of(); }
                public Desired<?> create(Arguments arguments) { throw new IllegalStateException(); }
            }

            class Greeting {
                public String toString() { return "hello"; }
            }
            """.replace("CONSTRUCTOR", constructor));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-d",
                        classes.toString(),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        source.toString());
        assertThat(code).isZero();
        Map<String, byte[]> entries = new TreeMap<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                entries.put(classes.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        entries.put(ModuleApi.INDEX, index.getBytes(StandardCharsets.UTF_8));
        entries.put(ModuleApi.MARK, version.getBytes(StandardCharsets.UTF_8));
        return zip(entries);
    }

    private Path zip(Map<String, byte[]> entries) throws IOException {
        Path jar = folder.resolve("hello.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return jar;
    }

    @Test
    void theModulesThatTheIndexNamesAreLoaded() throws IOException {
        Path jar = jar(CURRENT, "made.HelloType\n", "");

        List<FoundModule> found = load(jar);

        assertThat(problems.list()).isEmpty();
        assertThat(found).singleElement().satisfies(module -> {
            assertThat(module.type().summary()).isEqualTo("Says hello.");
            assertThat(module.origin()).isEqualTo(new ModuleOrigin.Jar(jar));
        });
    }

    @Test
    void aJarSeesNothingOfTheProgramButTheApi() throws IOException {
        Path jar = jar(CURRENT, "made.HelloType\n", "Class.forName(\"dev.plumbline.core.yaml.Problems\");");

        assertThat(load(jar)).isEmpty();
        assertThat(told())
                .startsWith("module.jar.broken made.HelloType of ")
                .contains("ClassNotFoundException", "dev.plumbline.core.yaml.Problems");
    }

    @Test
    void ofAJarWithAnotherHashNothingRuns() throws IOException {
        Path jar = jar(CURRENT, "made.HelloType\n", "System.setProperty(\"plumb.test.ran\", \"yes\");");

        assertThat(JarModules.load(new ModuleJar(jar, Sha256.of(new byte[0]), AT), problems))
                .isEmpty();

        assertThat(System.getProperty("plumb.test.ran")).isNull();
        assertThat(told())
                .startsWith("module.jar.hash ")
                .contains(Sha256.of(Files.readAllBytes(jar)).hex());
    }

    @Test
    void aJarThatIsNotThereIsNamed() {
        assertThat(JarModules.load(new ModuleJar(folder.resolve("no.jar"), Sha256.of(new byte[0]), AT), problems))
                .isEmpty();
        assertThat(told()).startsWith("module.jar.missing there is no jar ");
    }

    @Test
    void whatIsNoJarIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("x.jar"), "no zip");

        assertThat(load(file)).isEmpty();
        assertThat(told()).startsWith("module.jar.unreadable ");
    }

    @Test
    void aJarForAnotherApiIsRefusedBeforeItsCodeRuns() throws IOException {
        Path jar = jar("99", "made.HelloType\n", "System.setProperty(\"plumb.test.other\", \"yes\");");

        assertThat(load(jar)).isEmpty();
        assertThat(System.getProperty("plumb.test.other")).isNull();
        assertThat(told()).startsWith("module.jar.api ").contains("version 99", "version " + CURRENT);
    }

    @Test
    void aJarWithoutAnIndexIsRefused() throws IOException {
        assertThat(load(zip(Map.of("a.txt", new byte[0])))).isEmpty();
        assertThat(told()).startsWith("module.jar.no_index ");
    }

    @Test
    void anIndexThatNamesWhatIsNotThereIsRefused() throws IOException {
        assertThat(load(jar(CURRENT, "made.Gone\n", ""))).isEmpty();
        assertThat(told()).startsWith("module.jar.broken made.Gone of ");
    }

    @Test
    void whatIsNoModuleIsRefused() throws IOException {
        assertThat(load(jar(CURRENT, "made.Greeting\n", ""))).isEmpty();
        assertThat(told()).startsWith("module.jar.broken made.Greeting of ").contains("ClassCastException");
    }
}
