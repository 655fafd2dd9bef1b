package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VaultCommandTest {
    private static final String CANARY = "c4n4ry-value";

    @TempDir
    private Path folder = Path.of("");

    private final Map<String, String> environment = new HashMap<>();
    private String input = "";

    @BeforeEach
    void passwordsAndAFile() throws IOException {
        environment.putAll(Map.of("HOME", folder.toString(), "PATH", "/usr/bin:/bin"));
        write("dev.pw", "first\n");
        write("prod.pw", "second\n");
        write("secrets.yml", "token: " + CANARY + "\n");
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private Invocation vault(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] arguments = Stream.concat(Stream.of("vault"), Stream.of(words)).toArray(String[]::new);
        int code = Main.run(
                new Surroundings(
                        folder,
                        environment,
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        new Surroundings.Terminals(false, false, false)),
                arguments);
        return new Invocation(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Invocation done(String... words) {
        Invocation invocation = vault(words);
        assertThat(invocation.code()).as(invocation.err()).isZero();
        return invocation;
    }

    private void encrypted() {
        done("encrypt", "--vault-id", "dev@dev.pw", "secrets.yml");
    }

    private void editor(String body) throws IOException {
        write("editor", "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(folder.resolve("editor"), PosixFilePermissions.fromString("rwx------"));
        environment.put("EDITOR", folder.resolve("editor").toString());
    }

    @Test
    void aFileIsEncryptedInPlaceAndDecryptedAgain() throws IOException {
        Files.setPosixFilePermissions(folder.resolve("secrets.yml"), PosixFilePermissions.fromString("rw-r-----"));
        Invocation encrypted = done("encrypt", "--vault-id", "dev@dev.pw", "secrets.yml");

        assertThat(read("secrets.yml"))
                .startsWith("$ANSIBLE_VAULT;1.2;AES256;dev\n")
                .doesNotContain(CANARY);
        assertThat(Files.getPosixFilePermissions(folder.resolve("secrets.yml")))
                .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
        assertThat(encrypted.err()).isEqualTo("secrets.yml: encrypted\n");
        assertThat(encrypted.out()).isEmpty();
        assertThat(folder).isDirectoryNotContaining("glob:**/.plumb-*");

        assertThat(done("view", "--vault-id", "dev@dev.pw", "secrets.yml").out())
                .isEqualTo("token: " + CANARY + "\n");
        assertThat(done("decrypt", "--vault-id", "dev@dev.pw", "secrets.yml").out())
                .isEmpty();
        assertThat(read("secrets.yml")).isEqualTo("token: " + CANARY + "\n");
    }

    @Test
    void whatIsEncryptedAlreadyKeepsItsBytes() throws IOException {
        encrypted();
        String before = read("secrets.yml");

        assertThat(done("encrypt", "--vault-id", "dev@dev.pw", "secrets.yml").err())
                .isEqualTo("secrets.yml: unchanged\n");
        assertThat(read("secrets.yml")).isEqualTo(before);
        Invocation other = vault("encrypt", "--vault-id", "prod@prod.pw", "secrets.yml");
        assertThat(other.code()).isEqualTo(3);
        assertThat(other.err()).contains("[vault.encrypted]", "rekey");
        assertThat(read("secrets.yml")).isEqualTo(before);
    }

    @Test
    void anOutputThatHoldsTheSameKeepsItsBytes() throws IOException {
        done("encrypt", "--vault-id", "dev@dev.pw", "--output", "out.yml", "secrets.yml");
        String before = read("out.yml");

        assertThat(done("encrypt", "--vault-id", "dev@dev.pw", "--output", "out.yml", "secrets.yml")
                        .err())
                .isEqualTo("out.yml: unchanged\n");
        assertThat(read("out.yml")).isEqualTo(before);
        assertThat(Files.getPosixFilePermissions(folder.resolve("out.yml")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        write("secrets.yml", "token: other\n");
        done("encrypt", "--vault-id", "dev@dev.pw", "--output", "out.yml", "secrets.yml");
        assertThat(read("out.yml")).isNotEqualTo(before);
    }

    @Test
    void standardInputAndOutput() {
        input = CANARY;
        String text = done("encrypt", "--vault-id", "dev@dev.pw", "-").out();
        assertThat(text).startsWith("$ANSIBLE_VAULT;1.2;AES256;dev\n");
        input = text;

        assertThat(done("decrypt", "--vault-id", "dev@dev.pw", "-").out()).isEqualTo(CANARY);
        assertThat(done("decrypt", "--vault-id", "dev@dev.pw", "--output", "-", "-")
                        .out())
                .isEqualTo(CANARY);
    }

    @Test
    void rekeyingChangesIdAndPasswordAndNothingIfBothAreTheSame() throws IOException {
        encrypted();
        String before = read("secrets.yml");
        assertThat(done("rekey", "--vault-id", "dev@dev.pw", "--new-vault-id", "dev@dev.pw", "secrets.yml")
                        .err())
                .isEqualTo("secrets.yml: unchanged\n");
        assertThat(read("secrets.yml")).isEqualTo(before);

        done("rekey", "--vault-id", "dev@dev.pw", "--new-vault-id", "prod@prod.pw", "secrets.yml");
        assertThat(read("secrets.yml")).startsWith("$ANSIBLE_VAULT;1.2;AES256;prod\n");
        assertThat(done("view", "--vault-password-file", "prod.pw", "secrets.yml")
                        .out())
                .contains(CANARY);
        done("rekey", "--vault-id", "prod@prod.pw", "--new-vault-password-file", "dev.pw", "secrets.yml");
        assertThat(read("secrets.yml")).startsWith("$ANSIBLE_VAULT;1.1;AES256\n");
        assertThat(vault("rekey", "--vault-id", "dev@dev.pw", "secrets.yml").err())
                .contains("[usage.vault]");
    }

    @Test
    void editingChangesWhatTheEditorChanged() throws IOException {
        encrypted();
        editor("""
            stat -c %a "$1" "$(dirname "$1")" > modes
            sed -i s/VALUE/new/ "$1"
            """.replace("VALUE", CANARY));
        environment.put("VISUAL", environment.get("EDITOR") + " ");
        Invocation edited = done("edit", "--vault-id", "dev@dev.pw", "secrets.yml");

        assertThat(edited.err()).isEqualTo("secrets.yml: encrypted\n");
        assertThat(read("secrets.yml")).startsWith("$ANSIBLE_VAULT;1.2;AES256;dev\n");
        assertThat(done("view", "--vault-id", "dev@dev.pw", "secrets.yml").out())
                .isEqualTo("token: new\n");
        assertThat(read("modes")).isEqualTo("600\n700\n");
    }

    @Test
    void editingWithoutAChangeKeepsTheBytes() throws IOException {
        encrypted();
        String before = read("secrets.yml");
        editor("true");

        assertThat(done("edit", "--vault-id", "dev@dev.pw", "secrets.yml").err())
                .isEqualTo("secrets.yml: unchanged\n");
        assertThat(read("secrets.yml")).isEqualTo(before);
    }

    @Test
    void anEditorThatFailsOrAFileThatMovedOnChangesNothing() throws IOException {
        encrypted();
        String before = read("secrets.yml");
        editor("echo x >> \"$1\"; exit 1");
        Invocation failed = vault("edit", "--vault-id", "dev@dev.pw", "secrets.yml");
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.err()).contains("[vault.editor]");
        assertThat(read("secrets.yml")).isEqualTo(before);

        editor("echo x >> \"$1\"; echo other > secrets.yml");
        Invocation stale = vault("edit", "--vault-id", "dev@dev.pw", "secrets.yml");
        assertThat(stale.code()).isEqualTo(5);
        assertThat(stale.err()).contains("[vault.stale]");
        assertThat(read("secrets.yml")).isEqualTo("other\n");
    }

    @Test
    void aStringBecomesAValueOfYaml() throws IOException {
        input = CANARY;
        Invocation made = done("encrypt-string", "--vault-id", "dev@dev.pw", "--name", "token");
        assertThat(made.out())
                .startsWith("token: !vault |\n          $ANSIBLE_VAULT;1.2;AES256;dev\n")
                .doesNotContain(CANARY);
        assertThat(made.err()).isEmpty();
        assertThat(done("encrypt-string", "--vault-id", "dev@dev.pw", "-").out())
                .startsWith("!vault |\n");

        write("hosts.yml", "all: { hosts: { h1: { ansible_host: 127.0.0.1 } } }\n");
        Files.createDirectories(folder.resolve("group_vars"));
        write("group_vars/all.yml", made.out());
        Invocation inventory = Invocation.of(folder, environment, "inventory", "-i", "hosts.yml", "h1");
        assertThat(inventory.code()).isZero();
        assertThat(inventory.out()).contains("token: ********").doesNotContain("ANSIBLE_VAULT", CANARY);
    }

    @Test
    void aSecretOnTheCommandLineIsRefused() {
        Invocation refused = vault("encrypt-string", "--vault-id", "dev@dev.pw", CANARY);

        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("standard input").doesNotContain(CANARY);
    }

    @Test
    void aFinalLineEndIsPointedOut() {
        input = CANARY + "\n";
        assertThat(done("encrypt-string", "--vault-id", "dev@dev.pw").err())
                .contains("line end")
                .doesNotContain(CANARY);
    }

    @Test
    void ofSeveralIdsOneIsNamed() throws IOException {
        write("plumb.yml", "vault_ids: [dev@dev.pw, prod@prod.pw]\n");
        Invocation unsure = vault("encrypt", "secrets.yml");
        assertThat(unsure.code()).isEqualTo(3);
        assertThat(unsure.err()).contains("[vault.encrypt_id]", "dev, prod", "--encrypt-vault-id");

        done("encrypt", "--encrypt-vault-id", "prod", "secrets.yml");
        assertThat(read("secrets.yml")).startsWith("$ANSIBLE_VAULT;1.2;AES256;prod\n");
        assertThat(done("view", "secrets.yml").out()).contains(CANARY);
        assertThat(vault("encrypt", "--encrypt-vault-id", "gone", "secrets.yml").err())
                .contains("[vault.password.missing]", "'gone'");
    }

    @Test
    void oneThatCannotBeDoneLeavesAllAsTheyAre() throws IOException {
        write("other.yml", "x: 1\n");
        Invocation failed = vault("encrypt", "--vault-id", "dev@dev.pw", "other.yml", "secrets.yml", "missing.yml");

        assertThat(failed.code()).isEqualTo(3);
        assertThat(failed.err()).contains("missing.yml", "[vault.file]");
        assertThat(read("other.yml")).isEqualTo("x: 1\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        view --vault-id prod@prod.pw secrets.yml     | vault.password.wrong
        view secrets.yml                             | vault.password.missing
        view --vault-id dev@gone.pw secrets.yml      | vault.password.unreadable
        view --vault-id dev@dev.pw plain.yml         | vault.plain
        view --vault-id dev@dev.pw cut.yml           | vault.malformed
        view --vault-id dev@dev.pw gone.yml          | vault.file
        view --vault-id dev@dev.pw .                 | vault.file
        edit --vault-id dev@dev.pw plain.yml         | vault.plain
        veiw secrets.yml                             | usage.vault
        view --name x secrets.yml                    | usage.vault
        edit a b                                     | usage.vault
        view                                         | usage.vault
        rekey -                                      | usage.vault
        encrypt-string --name a-b                    | usage.vault
        """)
    void whatIsWrongIsOneLineAndExitCodeThree(String words, String code) throws IOException {
        encrypted();
        write("plain.yml", "token: " + CANARY + "\n");
        write("cut.yml", read("secrets.yml").substring(0, 100));
        Invocation failed = vault(words.split(" "));

        assertThat(failed.code()).as(failed.err()).isEqualTo(3);
        assertThat(failed.err()).contains("[" + code + "]").doesNotContain("internal", CANARY, "Exception");
        assertThat(failed.out()).isEmpty();
    }

    @Test
    void aLinkIsFollowedAndStays() throws IOException {
        Files.createSymbolicLink(folder.resolve("link.yml"), Path.of("secrets.yml"));
        done("encrypt", "--vault-id", "dev@dev.pw", "link.yml");

        assertThat(Files.isSymbolicLink(folder.resolve("link.yml"))).isTrue();
        assertThat(read("secrets.yml")).startsWith("$ANSIBLE_VAULT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plumb.yml", "environment", "flag"})
    void theSettingsSayWhereTheyComeFrom(String where) throws IOException {
        List<String> words = switch (where) {
            case "plumb.yml" -> {
                write(
                        "plumb.yml",
                        "vault_ids: dev@dev.pw\n"
                                + "vault_password_file: prod.pw\n"
                                + "secrets:\n"
                                + "  command: [pass, show, '{name}']\n");
                yield List.of("config");
            }
            case "environment" -> {
                environment.put("PLUMB_VAULT_IDS", "dev@dev.pw,ops@prompt");
                yield List.of("config");
            }
            default -> List.of("config", "--vault-id", "dev@dev.pw");
        };
        Invocation config = Invocation.of(folder, environment, words.toArray(String[]::new));

        assertThat(config.code()).as(config.err()).isZero();
        assertThat(config.out().lines().filter(line -> line.startsWith("vault_ids")))
                .singleElement()
                .asString()
                .contains("dev@" + folder.resolve("dev.pw"))
                .endsWith(
                        switch (where) {
                            case "plumb.yml" -> "plumb.yml:1:12";
                            case "environment" -> "PLUMB_VAULT_IDS";
                            default -> "--vault-id";
                        });
    }

    @Test
    void settingsThatCannotBeRightAreSaid() throws IOException {
        write(
                "plumb.yml",
                "vault_ids: [a b@x, 'dev@']\nsecrets: { one: pass, two: [pass], three: [pass, '{name}'] }\n");
        environment.put("PLUMB_SECRETS", "x");
        Invocation config = Invocation.of(folder, environment, "config");

        assertThat(config.code()).isEqualTo(3);
        assertThat(config.err()).contains("plumb.yml:1", "plumb.yml:2", "PLUMB_SECRETS");
    }
}
