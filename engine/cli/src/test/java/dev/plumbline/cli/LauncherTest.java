package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script at the top of the project, in a folder of its own with a Java that only tells its arguments. */
class LauncherTest {
    @TempDir
    private Path folder = Path.of("");

    private Path script = Path.of("");

    @BeforeEach
    void aCopyOfTheScript() throws IOException {
        script = folder.resolve("plumb");
        Files.copy(Project.root().resolve("plumb"), script, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private void build() throws IOException {
        Path lib = Files.createDirectories(folder.resolve("engine/cli/target/plumb/lib"));
        Files.createFile(lib.resolve("plumb.jar"));
    }

    private String java(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho " + name + "\nfor word; do printf '<%s>\\n' \"$word\"; done\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home.toString();
    }

    private record Result(int code, String out) {}

    private Result run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = script.toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("PLUMB_JAVA_HOME");
        builder.environment().remove("JAVA_HOME");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), out);
    }

    @Test
    void whereNothingIsBuiltItSaysHowTo() throws IOException, InterruptedException {
        Result result = run(Map.of());

        assertThat(result.code()).isEqualTo(70);
        assertThat(result.out()).contains("it is not built yet", "mvn -DskipTests package");
        assertThat(result.out().lines()).hasSize(1);
    }

    @Test
    void aJavaThatIsTooOldIsRefusedByName() throws IOException, InterruptedException {
        build();
        Result result = run(Map.of("PLUMB_JAVA_HOME", java("old", "17.0.15")));

        assertThat(result.code()).isEqualTo(70);
        assertThat(result.out()).contains("PLUMB_JAVA_HOME is " + folder.resolve("old"));
    }

    @Test
    void argumentsReachTheProgramAsTheyAre() throws IOException, InterruptedException {
        build();
        Result result = run(Map.of("JAVA_HOME", java("new", "25.0.1")), "exec", "all", "--", "a b", "", "$x*");

        assertThat(result.out()).startsWith("new\n").endsWith("<exec>\n<all>\n<-->\n<a b>\n<>\n<$x*>\n");
        assertThat(result.code()).isEqualTo(0);
    }

    @Test
    void itWorksThroughALinkFromAnotherFolder(@TempDir Path elsewhere) throws IOException, InterruptedException {
        build();
        Map<String, String> environment = Map.of("PLUMB_JAVA_HOME", java("new", "26-ea"));
        script = Files.createSymbolicLink(elsewhere.resolve("p"), script);

        assertThat(run(environment).out())
                .contains("<" + folder.toRealPath().resolve("engine/cli/target/plumb/lib/plumb.jar") + ">");
    }

    @Test
    void theCacheIsUsedWhereThereIsOne() throws IOException, InterruptedException {
        build();
        Map<String, String> environment = Map.of("PLUMB_JAVA_HOME", java("new", "25"));

        assertThat(run(environment).out()).doesNotContain("AOTCache");
        Files.createFile(folder.resolve("engine/cli/target/plumb/plumb.aot"));
        assertThat(run(environment).out())
                .contains("<-XX:AOTCache=", "<-Xlog:disable>")
                .doesNotContain("-Xshare");
    }
}
