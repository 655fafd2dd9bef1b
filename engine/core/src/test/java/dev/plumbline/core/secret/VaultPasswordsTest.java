package dev.plumbline.core.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.core.vault.VaultEnvelope;
import dev.plumbline.core.vault.VaultException;
import dev.plumbline.core.vault.VaultKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultPasswordsTest {
    @TempDir
    private Path directory = Path.of("");

    private final List<String> questions = new ArrayList<>();

    private VaultKey key(VaultId id, String answer) {
        return new VaultPasswords(new LocalPrograms(directory, Map.of("PATH", "/usr/bin:/bin")), question -> {
                    questions.add(question);
                    return answer.toCharArray();
                })
                .keys(List.of(id))
                .getFirst();
    }

    private VaultKey key(VaultId id) {
        return key(id, "");
    }

    private static VaultKey fixed(String password) {
        return new VaultKey("x", "x", () -> password.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static boolean isPassword(VaultKey key, String password) {
        return fixed(password).decrypt(key.encrypt(new byte[] {1})).isPresent();
    }

    private VaultId file(String label, String name, String content, String mode) throws IOException {
        Path file = Files.write(directory.resolve(name), content.getBytes(StandardCharsets.ISO_8859_1));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        return new VaultId(label, Optional.of(file));
    }

    private static String code(Supplier<VaultEnvelope> attempt) {
        try {
            attempt.get();
            return "";
        } catch (VaultException e) {
            return e.code();
        }
    }

    @Test
    void aFilesBlanksAtBothEndsDoNotCount() throws IOException {
        assertThat(isPassword(key(file("a", "f", " \tp w\r\n\n", "rw-------")), "p w"))
                .isTrue();
    }

    @Test
    void aFileMayHoldAnyBytes() throws IOException {
        assertThat(isPassword(key(file("a", "f", "\u00ff\u0000\u00fe", "rw-------")), "\u00ff\u0000\u00fe"))
                .isTrue();
    }

    @Test
    void anExecutablePrintsThePassword() throws IOException {
        VaultId id = file("a", "script", "#!/bin/sh\necho \" from a script $# \"\n", "rwx------");

        assertThat(isPassword(key(id), " from a script 0 ")).isTrue();
    }

    @Test
    void aClientIsToldTheLabel() throws IOException {
        String script = "#!/bin/sh\necho \"$1 $2 $#\"\n";

        assertThat(isPassword(key(file("dev", "my-client", script, "rwx------")), "--vault-id dev 2"))
                .isTrue();
        assertThat(isPassword(key(file("dev", "my-client.sh", script, "rwx------")), "--vault-id dev 2"))
                .isTrue();
    }

    @Test
    void whatIsTypedIsTakenLiterally() {
        assertThat(isPassword(key(VaultId.prompt("dev"), "${7*7} {{ x }}"), "${7*7} {{ x }}"))
                .isTrue();
        assertThat(isPassword(key(VaultId.prompt("default"), "ä"), "\u00c3\u00a4"))
                .isTrue();
        assertThat(questions).containsExactly("Vault password (dev)", "Vault password");
    }

    @Test
    void whatCannotBeUsedIsSaid() throws IOException {
        VaultId failing = file("a", "failing", "#!/bin/sh\necho secret; exit 3\n", "rwx------");
        VaultId empty = file("a", "empty", "\n", "rw-------");
        VaultId vaulted = file("a", "vaulted", "$ANSIBLE_VAULT;1.1;AES256\n00\n", "rw-------");
        VaultId endless = file("a", "endless", "#!/bin/sh\nexec cat /dev/zero\n", "rwx------");

        assertThat(code(() -> key(new VaultId("a", Optional.of(directory.resolve("gone"))))
                        .encrypt(new byte[0])))
                .isEqualTo("vault.password.unreadable");
        assertThat(code(() -> key(new VaultId("a", Optional.of(directory))).encrypt(new byte[0])))
                .isEqualTo("vault.password.unreadable");
        assertThat(code(() -> key(failing).encrypt(new byte[0]))).isEqualTo("vault.password.script");
        assertThat(code(() -> key(empty).encrypt(new byte[0]))).isEqualTo("vault.password.empty");
        assertThat(code(() -> key(vaulted).encrypt(new byte[0]))).isEqualTo("vault.password.unreadable");
        assertThat(code(() -> key(endless).encrypt(new byte[0]))).isEqualTo("secret.command");
        assertThat(code(() -> key(VaultId.prompt("a")).encrypt(new byte[0]))).isEqualTo("vault.password.empty");
    }
}
