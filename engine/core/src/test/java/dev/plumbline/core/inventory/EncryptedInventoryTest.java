package dev.plumbline.core.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.vault.Vault;
import dev.plumbline.core.vault.VaultKey;
import dev.plumbline.core.yaml.CoreSchema;
import dev.plumbline.core.yaml.Problems;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptedInventoryTest {
    private static final VaultKey KEY = new VaultKey("dev", "the test", () -> bytes("pw"));

    @TempDir
    private Path directory = Path.of("");

    private final Problems problems = new Problems();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sealed(String content) {
        return KEY.encrypt(bytes(content)).text();
    }

    private LoadedInventory load(Vault vault, String... sources) {
        return InventoryLoader.load(List.of(sources), directory, Optional.empty(), directory, vault, problems);
    }

    private Map<String, Definition> variables(String source) {
        LoadedInventory inventory = load(new Vault(List.of(KEY)), source);
        problems.throwIfAny();
        assertThat(inventory.groups()).containsKey("web");
        return inventory.variables(new HostName("h1"));
    }

    private void assertSecret(Map<String, Definition> variables, String name, String value) {
        var data = CoreSchema.literal(variables.get(name).node());
        assertThat(data).hasToString("********");
        assertThat(data.equals(Data.of(value))).isTrue();
    }

    @Test
    void sourcesInBothFormatsMayBeEncrypted() {
        new Inventories(directory)
                .file("hosts", sealed("[web]\nh1 token=s3cret port=80\n[web:vars]\nmore=m0re\n"))
                .file("hosts.yml", sealed("web: { hosts: { h1: { token: s3cret, port: 80 } }, vars: { more: m0re } }"));
        for (String source : List.of("hosts", "hosts.yml")) {
            Map<String, Definition> variables = variables(source);

            assertSecret(variables, "token", "s3cret");
            assertSecret(variables, "port", "80");
            assertSecret(variables, "more", "m0re");
            assertThat(variables.get("token").at().toString()).startsWith(source + ":");
        }
    }

    @Test
    void filesOfVariablesMayBeEncryptedBesideOthersThatAreNot() {
        new Inventories(directory)
                .file("hosts", "[web]\nh1\n")
                .file("group_vars/web/vault.yml", sealed("token: s3cret\n"))
                .file("group_vars/web/plain.yml", "user: me\n")
                .file("host_vars/h1", sealed("---\nmine: m1ne\n"));
        Map<String, Definition> variables = variables("hosts");

        assertSecret(variables, "token", "s3cret");
        assertSecret(variables, "mine", "m1ne");
        assertThat(CoreSchema.literal(variables.get("user").node())).hasToString("me");
    }

    @Test
    void whatIsWrongInsideIsToldWithoutItsWords() {
        new Inventories(directory)
                .file("hosts", sealed("[web]\ncanary canary canary\n[canary:vrs]\n"))
                .file("hosts.yml", sealed("web: { hosts: { h1: canary } }\n"))
                .file("other", "[web]\nh1\n")
                .file("host_vars/h1", sealed("a: canary: b\n"));
        load(new Vault(List.of(KEY)), "hosts", "hosts.yml", "other");

        assertThat(problems.list()).hasSizeGreaterThan(2);
        assertThat(problems.list()).extracting(Problem::toString).noneMatch(text -> text.contains("canary"));
    }

    @Test
    void withoutAPasswordTheFileAndItsIdAreNamed() {
        new Inventories(directory)
                .file("hosts", "[web]\nh1\n")
                .file("host_vars/h1", KEY.encrypt(bytes("a: b")).text());
        load(Vault.withoutKeys(), "hosts");

        assertThat(problems.list()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("vault.password.missing");
            assertThat(problem.at().map(Object::toString)).contains("host_vars/h1:1:1");
            assertThat(problem.message()).contains("'dev'");
        });
    }
}
