package dev.plumbline.core.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plumbline.core.program.Problem;
import dev.plumbline.core.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectTest {
    @TempDir
    private Path directory;

    private final Problems problems = new Problems();

    private Project open(Map<String, String> environment, Flags flags) {
        return Project.open(directory, environment, flags, problems);
    }

    private void plumbYml(String content) throws IOException {
        Files.writeString(directory.resolve("plumb.yml"), content);
    }

    @Test
    void withoutAProjectTheDefaultsHold() {
        Settings settings = open(Map.of("HOME", "/home/me"), Flags.none()).settings();

        assertThat(problems.list()).isEmpty();
        assertThat(settings.forks()).isEqualTo(new Setting<>(20, new Origin.Default()));
        assertThat(settings.connectTimeout().value()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.inventory().value()).isEmpty();
        assertThat(settings.knownHosts().value()).isEmpty();
        assertThat(settings.become().value()).isFalse();
        assertThat(settings.state().value()).isEqualTo(Path.of("/home/me/.local/state/plumbline"));
    }

    @Test
    void theNearestFolderUpwardsIsTheProjectAndItsPathsAreRelativeToIt() throws IOException {
        plumbYml("""
            inventory: [inventory.yml, "a,b,", ~/more]
            forks: 50
            remote_user: deploy
            private_key: keys/id
            connect_timeout: 3
            keepalive: 5s
            become: yes
            color: never
            state: .state
            """);
        Path deep = Files.createDirectories(directory.resolve("a/b"));

        Project project = Project.open(deep, Map.of("HOME", "/home/me"), Flags.none(), problems);
        Settings settings = project.settings();

        assertThat(problems.list()).isEmpty();
        assertThat(project.folder()).contains(directory);
        assertThat(settings.inventory().value())
                .containsExactly(directory.resolve("inventory.yml").toString(), "a,b,", "/home/me/more");
        assertThat(settings.inventory().origin()).hasToString("plumb.yml:1:13");
        assertThat(settings.forks().value()).isEqualTo(50);
        assertThat(settings.forks().origin()).hasToString("plumb.yml:2:8");
        assertThat(settings.remoteUser().value()).contains("deploy");
        assertThat(settings.privateKey().value()).contains(directory.resolve("keys/id"));
        assertThat(settings.connectTimeout().value()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.keepalive().value()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.become().value()).isTrue();
        assertThat(settings.color().value()).isEqualTo(Color.NEVER);
        assertThat(settings.state().value()).isEqualTo(directory.resolve(".state"));
        assertThat(settings.knownHosts())
                .isEqualTo(new Setting<>(List.of(directory.resolve("known_hosts")), new Origin.Default()));
    }

    @Test
    void aFlagHoldsAgainstTheEnvironmentAndThatAgainstTheFile() throws IOException {
        plumbYml("forks: 1\nremote_user: file\nconnect_timeout: 1\n");
        Flags flags = new Flags(
                List.of("mine"),
                OptionalInt.of(3),
                Optional.empty(),
                Optional.of(Path.of("key")),
                OptionalInt.empty(),
                true,
                Optional.empty(),
                true);

        Settings settings = open(
                        Map.of(
                                "PLUMB_FORKS", "2",
                                "PLUMB_REMOTE_USER", "environment",
                                "PLUMB_INVENTORY", "x:y",
                                "PLUMB_COLOR", "always"),
                        flags)
                .settings();

        assertThat(settings.forks()).isEqualTo(new Setting<>(3, new Origin.Flag("--forks")));
        assertThat(settings.remoteUser())
                .isEqualTo(
                        new Setting<>(Optional.of("environment"), new Origin.EnvironmentVariable("PLUMB_REMOTE_USER")));
        assertThat(settings.connectTimeout().origin()).hasToString("plumb.yml:3:18");
        assertThat(settings.inventory()).isEqualTo(new Setting<>(List.of("mine"), new Origin.Flag("-i")));
        assertThat(settings.privateKey().value()).contains(directory.resolve("key"));
        assertThat(settings.become().origin()).hasToString("-b");
        assertThat(settings.color()).isEqualTo(new Setting<>(Color.NEVER, new Origin.Flag("--no-color")));
    }

    @Test
    void severalInventoriesInTheEnvironmentHaveColonsBetweenThem() {
        assertThat(open(Map.of("PLUMB_INVENTORY", "one:two"), Flags.none())
                        .settings()
                        .inventory()
                        .value())
                .containsExactly(
                        directory.resolve("one").toString(),
                        directory.resolve("two").toString());
        assertThat(open(Map.of("PLUMB_INVENTORY", "a:22,b,"), Flags.none())
                        .settings()
                        .inventory()
                        .value())
                .containsExactly("a:22,b,");
    }

    @Test
    void everyProblemOfTheFileIsReportedAtOnceWithItsPlace() throws IOException {
        plumbYml("""
            forks: many
            history: x
            modules: { x: y }
            inventroy: x
            become: { a: b }
            state: postgresql://db/x
            connect_timeout: 0
            color: blue
            forks: 3
            """);

        open(Map.of("PLUMB_KEEPALIVE", "soon"), Flags.none());

        assertThat(problems.list())
                .extracting(problem ->
                        problem.code() + problem.at().map(at -> " " + at).orElse(""))
                .containsExactlyInAnyOrder(
                        "yaml.duplicate_key plumb.yml:9:1",
                        "project.unsupported plumb.yml:2:1",
                        "project.type plumb.yml:3:10",
                        "project.unknown plumb.yml:4:1",
                        "project.value plumb.yml:1:8",
                        "project.value plumb.yml:7:18",
                        "project.value",
                        "project.type plumb.yml:5:9",
                        "project.value plumb.yml:8:8",
                        "project.value plumb.yml:6:8");
        assertThat(problems.list())
                .extracting(Problem::message)
                .contains("the setting 'PLUMB_KEEPALIVE' is no duration above 0");
    }

    @Test
    void aFolderThatEverybodyMayWriteIsIgnoredWithAWarning() throws IOException {
        plumbYml("forks: 7\n");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));

        Project project = open(Map.of(), Flags.none());

        assertThat(project.settings().forks().value()).isEqualTo(20);
        assertThat(project.folder()).isEmpty();
        assertThat(project.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo("project.untrusted");
            assertThat(warning.message()).endsWith("its folder can be written by everybody");
        });
    }

    @Test
    void aFileThatEverybodyMayWriteIsIgnoredWithAWarning() throws IOException {
        plumbYml("forks: 7\n");
        Files.setPosixFilePermissions(directory.resolve("plumb.yml"), PosixFilePermissions.fromString("rw-rw-rw-"));

        assertThat(open(Map.of(), Flags.none()).warnings())
                .extracting(Problem::message)
                .allSatisfy(message -> assertThat(message).endsWith("it can be written by everybody"))
                .hasSize(1);
    }

    @Test
    void aFolderOfAnotherUserIsIgnoredWithAWarning() throws IOException {
        assumeTrue(
                Files.getOwner(Path.of("/proc/self")).getName().equals("root"),
                "SKIPPED: only root can give a folder to another user");
        plumbYml("forks: 7\n");
        Files.setOwner(
                directory,
                directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));

        assertThat(open(Map.of(), Flags.none()).warnings())
                .extracting(Problem::message)
                .allSatisfy(message -> assertThat(message).endsWith("its folder belongs to nobody, not to root"))
                .hasSize(1);
    }

    @Test
    void aMisspeltVariableIsAWarning() {
        assertThat(open(Map.of("PLUMB_FORK", "3", "PLUMB_LAB_HOSTS", "2"), Flags.none())
                        .warnings())
                .extracting(Problem::remedy)
                .containsExactly("Did you mean PLUMB_FORKS?");
    }

    @ParameterizedTest
    @CsvSource({"10,10s", "10s,10s", "2m,120s", "1h,3600s", "250ms,250ms"})
    void durationsHaveUnits(String written, String shown) {
        Settings settings =
                open(Map.of("PLUMB_KEEPALIVE", written), Flags.none()).settings();

        assertThat(settings.all())
                .filteredOn(named -> named.name().equals("keepalive"))
                .extracting(Settings.Named::shown)
                .containsExactly(shown);
    }

    @Test
    void theStateFolderFollowsXdgWhichMustBeAbsolute() {
        assertThat(open(Map.of("XDG_STATE_HOME", "/x", "HOME", "/h"), Flags.none())
                        .settings()
                        .state())
                .isEqualTo(new Setting<>(Path.of("/x/plumbline"), new Origin.EnvironmentVariable("XDG_STATE_HOME")));
        assertThat(open(Map.of("XDG_STATE_HOME", "x", "HOME", "/h"), Flags.none())
                        .settings()
                        .state()
                        .value())
                .isEqualTo(Path.of("/h/.local/state/plumbline"));
    }

    @Test
    void noColorIsHeeded() {
        assertThat(open(Map.of("NO_COLOR", "1"), Flags.none())
                        .settings()
                        .color()
                        .value())
                .isEqualTo(Color.NEVER);
    }

    @Test
    void jarsOfModulesAreNamedWithTheirHash() throws IOException {
        String hash = "ab".repeat(32);
        plumbYml("modules:\n  - { jar: lib/a.jar, sha256: " + hash.toUpperCase(java.util.Locale.ROOT) + " }\n");

        Settings settings = open(Map.of(), Flags.none()).settings();

        assertThat(problems.list()).isEmpty();
        assertThat(settings.modules().value()).singleElement().satisfies(jar -> {
            assertThat(jar.path()).isEqualTo(directory.resolve("lib/a.jar"));
            assertThat(jar.sha256().hex()).isEqualTo(hash);
            assertThat(jar.at()).hasToString("plumb.yml:2:12");
        });
        assertThat(settings.all()).anySatisfy(named -> assertThat(named.shown()).endsWith("lib/a.jar"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '~',
            value = {
                "modules: a.jar! 'modules' should be a list of jars",
                "modules: [a.jar]! a jar needs its hash beside it",
                "modules: [{ jar: a.jar }]! the jar a.jar of 'modules' has no sha256",
                "modules: [{ sha256: ab }]! names no jar",
                "modules: [{ jar: a.jar, sha256: ab }]! 'ab' is not a SHA-256 hash",
                "modules: [{ jar: a.jar, sha: ab }]! a jar of 'modules' has no 'sha'"
            })
    void aJarThatIsNotPinnedIsRefused(String content, String message) throws IOException {
        plumbYml(content + "\n");

        assertThat(open(Map.of(), Flags.none()).settings().modules().value()).isEmpty();
        assertThat(problems.list())
                .first()
                .satisfies(problem -> assertThat(problem.message()).contains(message));
    }

    @Test
    void aJarWithoutAHashIsToldTheHashThatItHas() throws IOException {
        Files.writeString(directory.resolve("a.jar"), "x");
        plumbYml("modules: [{ jar: a.jar }]\n");

        open(Map.of(), Flags.none());

        assertThat(problems.list())
                .singleElement()
                .satisfies(problem -> assertThat(problem.remedy())
                        .endsWith("add sha256: 2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"));
    }

    @Test
    void theEnvironmentNamesNoJars() {
        Project project = open(Map.of("PLUMB_MODULES", "a.jar"), Flags.none());

        assertThat(project.warnings())
                .extracting(Problem::message)
                .containsExactly("the environment variable PLUMB_MODULES has no effect");
    }
}
