package dev.plumbline.core.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plumbline.core.vault.VaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretCommandsTest {
    @TempDir
    private Path directory = Path.of("");

    private SecretCommands commands(Map<String, List<String>> providers) {
        return new SecretCommands(providers, new LocalPrograms(directory, Map.of("PATH", "/usr/bin:/bin")));
    }

    private SecretCommands script(String body) throws IOException {
        Path script = Files.writeString(directory.resolve("keeper"), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return commands(Map.of("command", List.of(script.toString(), "get", "{name}")));
    }

    private static VaultException failure(SecretCommands commands, String provider, String name) {
        return catchThrowableOfType(VaultException.class, () -> commands.secret(provider, name));
    }

    @Test
    void aSecretIsWhatTheCommandPrints() throws IOException {
        SecretCommands commands = script("printf '%s of %s\\n' \"$1\" \"$2\"");

        assertThat(commands.secret("command", "redis/main pass").reveal()).isEqualTo("get of redis/main pass");
        assertThat(commands.secret("command", "x")).hasToString("********");
    }

    @Test
    void onlyOneLineEndIsTakenAway() throws IOException {
        assertThat(script("printf ' a\\nb\\n\\n'").secret("command", "x").reveal())
                .isEqualTo(" a\nb\n");
    }

    @Test
    void aCommandRunsOncePerNameAlsoIfItFails() throws IOException {
        SecretCommands commands = script("echo \"$2\" >> log; [ \"$2\" = good ] && echo s");
        commands.secret("command", "good");
        commands.secret("command", "good");
        failure(commands, "command", "bad");
        failure(commands, "command", "bad");

        assertThat(directory.resolve("log")).hasContent("good\nbad\n");
    }

    @Test
    void aFailureIsToldWithoutWhatWasPrinted() throws IOException {
        VaultException failed = failure(script("echo canary; echo canary >&2; exit 4"), "command", "x");

        assertThat(failed.code()).isEqualTo("secret.failed");
        assertThat(failed.explanation())
                .contains("keeper", "'x'", "exit code 4")
                .doesNotContain("canary");
        assertThat(failed.remedy()).doesNotContain("canary");
    }

    @Test
    void nothingIsNoSecret() throws IOException {
        assertThat(failure(script("exit 0"), "command", "x").code()).isEqualTo("secret.empty");
        assertThat(failure(script("printf '\\377'"), "command", "x").code()).isEqualTo("secret.encoding");
        assertThat(failure(script("exec cat /dev/zero"), "command", "x").code()).isEqualTo("secret.command");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-x", "--help", "a/../b", "../b", "..", "a\nb", "a\u0000b", "$(id)", "a;b", "a'b", "a\"b"})
    void namesThatMightMeanMoreAreRefused(String name) throws IOException {
        SecretCommands commands = script("touch ran; echo s");

        assertThat(failure(commands, "command", name).code()).isEqualTo("secret.name");
        assertThat(directory.resolve("ran")).doesNotExist();
    }

    @Test
    void anUnknownProviderIsAnsweredWithTheNearest() {
        VaultException unknown = failure(commands(Map.of("vault", List.of("x", "{name}"))), "valt", "x");

        assertThat(unknown.code()).isEqualTo("secret.provider");
        assertThat(unknown.remedy()).contains("vault");
        assertThat(failure(commands(Map.of()), "command", "x").remedy()).contains("plumb.yml");
    }

    @Test
    void aProgramThatIsMissingIsSaid() {
        VaultException missing =
                failure(commands(Map.of("command", List.of("no-such-program", "{name}"))), "command", "x");

        assertThat(missing.code()).isEqualTo("secret.command");
        assertThat(missing.explanation()).contains("no-such-program");
    }

    @Test
    void secretsOfAge() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/age")), "SKIPPED: age is not installed (apt-get install age)");
        run("age-keygen -o key.txt");
        run("mkdir secrets && printf 'from age' | age -r \"$(age-keygen -y key.txt)\" -o secrets/redis.age");
        SecretCommands commands =
                commands(Map.of("command", List.of("age", "-d", "-i", "key.txt", "secrets/{name}.age")));

        assertThat(commands.secret("command", "redis").reveal()).isEqualTo("from age");
        assertThat(failure(commands, "command", "gone").code()).isEqualTo("secret.failed");
    }

    @Test
    void secretsOfOneLikeSops() throws Exception {
        Path sops = Files.writeString(directory.resolve("sops"), """
            #!/bin/sh
            [ "$1 $2 $4" = "-d --extract secrets.yml" ] || exit 100
            case $3 in '["redis"]') printf 'from sops' ;; *) echo "component [$3] not found" >&2; exit 91 ;; esac
            """);
        Files.setPosixFilePermissions(sops, PosixFilePermissions.fromString("rwx------"));
        SecretCommands commands =
                commands(Map.of("sops", List.of("./sops", "-d", "--extract", "[\"{name}\"]", "secrets.yml")));

        assertThat(commands.secret("sops", "redis").reveal()).isEqualTo("from sops");
        assertThat(failure(commands, "sops", "mysql").explanation()).contains("exit code 91");
    }

    private void run(String script) throws IOException, InterruptedException {
        int code = new ProcessBuilder("/bin/sh", "-c", script)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile())
                .start()
                .waitFor();
        assertThat(code).isZero();
    }
}
