package dev.plumbline.testkit.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plumbline.api.module.Arguments;
import dev.plumbline.api.module.Desired;
import dev.plumbline.api.module.ModuleType;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.module.FoundModule;
import dev.plumbline.core.module.ModuleFiles;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.testkit.BrokenPromise;
import dev.plumbline.testkit.InMemoryHost;
import dev.plumbline.testkit.ModuleHarness;
import dev.plumbline.testkit.StartingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modules that are a file of YAML, held to what every module promises; their fragments run in a real shell. */
class ScriptedModuleTest {
    private static final String MOTD = """
        summary: Keeps what a file says.
        parameters:
          path: { type: path, required: true, description: the file }
          text: { required: true, description: what it says }
          key: { type: secret, description: is not used }
        read: |
          [ ! -e "$path" ] || cat -- "$1"
        in_sync: state == text
        apply: printf '%s\\n' "$2" >"$path"
        """;

    @TempDir
    private Path folder = Path.of("");

    private ModuleType module(String yaml) throws IOException {
        Path modules = Files.createDirectories(folder.resolve("project/modules"));
        Files.writeString(modules.resolve("motd.yml"), yaml);
        Problems problems = new Problems();
        List<FoundModule> found = ModuleFiles.beside(folder.resolve("project"), folder, problems);
        assertThat(problems.list()).isEmpty();
        return found.getFirst().type();
    }

    private Desired<?> motd(String yaml, String text) throws IOException {
        return module(yaml)
                .create(new Arguments(Map.of(
                        "path", new AbsolutePath(file().toString()), "text", text, "key", Text.secret("k'$(id)"))));
    }

    private Path file() {
        return folder.resolve("motd");
    }

    private Consumer<InMemoryHost> withShell() {
        return host -> host.program("sh", new RealShell(folder));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "",
                " ",
                "-n",
                "--",
                "-e x",
                "it's",
                "\"quoted\"",
                "'; touch pwned; '",
                "$(touch pwned)",
                "`touch pwned`",
                "${HOME}",
                "$1 $@ $$",
                "a\nb",
                "a\n",
                "\n\n",
                "\\n \\0 \\",
                "* ? [a]",
                "a;b|c&d>e<f",
                "%s %d %%",
                "äöü €",
                "\t tab",
                "#no comment"
            })
    void anyValueArrivesAsItIsAndASecondApplyDoesNothing(String text) throws IOException {
        Files.writeString(file(), "before\n");

        ModuleHarness.check(
                StartingState.of("any", withShell(), motd(MOTD, text)).changes("state"));

        assertThat(Files.readString(file())).isEqualTo(text + "\n");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("motd", "project");
        }
        ModuleHarness.check(
                StartingState.of("again", withShell(), motd(MOTD, text)).inSync());
    }

    @Test
    void aFragmentMayDecideWhetherAnythingIsToBeDone() throws IOException {
        String yaml = MOTD.replace("in_sync: state == text", "in_sync: { sh: '[ \"$(cat \"$path\")\" = \"$text\" ]' }")
                .replace("[ ! -e \"$path\" ] || cat -- \"$1\"", "echo read");
        Files.writeString(file(), "other\n");

        ModuleHarness.check(
                StartingState.of("differs", withShell(), motd(yaml, "hello")).changes("state"));
        ModuleHarness.check(
                StartingState.of("in sync", withShell(), motd(yaml, "hello")).inSync());
    }

    @Test
    void aFragmentThatFailsIsNoAnswer() throws IOException {
        ModuleHarness.check(StartingState.of(
                        "read fails",
                        withShell(),
                        motd(MOTD.replace("cat -- \"$1\"", "cat no-such").replace("! -e", "-e"), "x"))
                .violates("module.script_failed"));
        ModuleHarness.check(StartingState.of(
                        "in_sync fails", withShell(), motd(MOTD.replace("state == text", "{ sh: exit 2 }"), "x"))
                .violates("module.script_failed"));
        assertThat(file()).doesNotExist();
    }

    @Test
    void aNameThatIsNotSetEndsAFragment() throws IOException {
        ModuleHarness.check(StartingState.of(
                        "apply names nothing", withShell(), motd(MOTD.replace("printf", "echo \"$txt\"; printf"), "x"))
                .fails("command.failed"));
        assertThat(file()).doesNotExist();
    }

    @Test
    void aModuleThatDoesNotBringTheHostThereIsFound() throws IOException {
        Desired<?> lying = motd(MOTD.replace("printf '%s\\n' \"$2\"", "echo other"), "hello");

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> ModuleHarness.check(StartingState.of("lies", withShell(), lying)))
                .isInstanceOf(BrokenPromise.class);
    }

    @Test
    void theItemsOfAListAreTheLastArguments() throws IOException {
        Desired<?> desired =
                module("""
                    summary: Keeps files.
                    parameters:
                      suffix: { required: true, description: of each }
                      names: { type: list, required: true, description: the files }
                    in_sync:
                      sh: |
                        shift
                        for name; do [ -e "./$name$suffix" ] || exit 1; done
                    apply: |
                      shift
                      for name; do : >"./$name$suffix"; done
                    """).create(new Arguments(Map.of("suffix", ".x", "names", List.of("a b", "-c", "d"))));

        ModuleHarness.check(StartingState.of("none", withShell(), desired).changes("state"));

        assertThat(folder.resolve("a b.x")).exists();
        assertThat(folder.resolve("-c.x")).exists();
    }
}
