package dev.plumbline.core.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.Secrecy;
import dev.plumbline.core.yaml.YamlNode;
import dev.plumbline.core.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one of both encrypts, the other decrypts. */
class BesideAnsibleVaultTest {
    private static final String PASSWORD = "pässword with blanks";

    @TempDir
    private Path directory = Path.of("");

    @BeforeAll
    static void ansibleIsThere() {
        boolean found = List.of("/usr/bin", "/usr/local/bin").stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "ansible-vault")));
        assumeTrue(found, "SKIPPED: ansible-vault is not installed (apt-get install ansible-core)");
    }

    @BeforeEach
    void aPassword() throws IOException {
        Files.writeString(directory.resolve("password"), PASSWORD + "\n");
    }

    private byte[] ansible(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ansible-vault"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(directory.resolve("err").toFile());
        builder.environment().put("HOME", directory.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        process.getOutputStream().close();
        byte[] output = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).as(() -> read("err")).isZero();
        return output;
    }

    private String read(String name) {
        try {
            return Files.readString(directory.resolve(name));
        } catch (IOException e) {
            return "";
        }
    }

    private static VaultKey key(String id) {
        return new VaultKey(id, "the test", () -> PASSWORD.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void itsFilesAreOpened() throws Exception {
        byte[] content = new byte[100_001];
        new Random(3).nextBytes(content);
        Files.write(directory.resolve("plain"), content);
        ansible("encrypt", "--vault-password-file", "password", "--output", "old", "plain");
        ansible("encrypt", "--vault-id", "dev@password", "--encrypt-vault-id", "dev", "--output", "named", "plain");

        VaultEnvelope old = VaultEnvelope.parse(read("old"));
        VaultEnvelope named = VaultEnvelope.parse(read("named"));

        assertThat(old.id()).isEmpty();
        assertThat(named.id()).contains("dev");
        assertThat(key("default").decrypt(old))
                .hasValueSatisfying(plain -> assertThat(plain).isEqualTo(content));
        assertThat(key("default").decrypt(named))
                .hasValueSatisfying(plain -> assertThat(plain).isEqualTo(content));
        assertThat(old.text()).isEqualTo(read("old"));
        assertThat(named.text()).isEqualTo(read("named"));
    }

    @Test
    void oursAreOpenedByIt() throws Exception {
        for (String content : List.of("", "a", "sixteen bytes is", "münze ${x} {{ y }}\n")) {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            Files.writeString(
                    directory.resolve("old"), key("default").encrypt(bytes).text());
            Files.writeString(
                    directory.resolve("named"),
                    key("default").encrypt(bytes, Optional.of("prod")).text());

            assertThat(ansible("decrypt", "--vault-password-file", "password", "--output", "-", "old"))
                    .isEqualTo(bytes);
            assertThat(ansible("decrypt", "--vault-id", "prod@password", "--output", "-", "named"))
                    .isEqualTo(bytes);
        }
    }

    @Test
    void itsValuesInYamlAreOpened() throws Exception {
        String yaml = new String(
                ansible(
                        "encrypt_string",
                        "--vault-id",
                        "dev@password",
                        "--encrypt-vault-id",
                        "dev",
                        "--name",
                        "token",
                        "s3cret: #1"),
                StandardCharsets.UTF_8);
        YamlNode document = YamlReader.read("f.yml", yaml, new Problems()).orElseThrow();

        assertThat(document)
                .isInstanceOfSatisfying(
                        YamlNode.Mapping.class,
                        mapping -> assertThat(mapping.get("token").orElseThrow())
                                .isInstanceOfSatisfying(YamlNode.Scalar.class, scalar -> {
                                    assertThat(scalar.text()).isEqualTo("********");
                                    assertThat(scalar.secrecy())
                                            .isInstanceOfSatisfying(
                                                    Secrecy.Sealed.class,
                                                    closed -> assertThat(new Vault(List.of(key("dev")))
                                                                    .text(closed.envelope())
                                                                    .reveal())
                                                            .isEqualTo("s3cret: #1"));
                                }));
    }
}
