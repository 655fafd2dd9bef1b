package dev.plumbline.core.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.LocalFile;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.program.NotYetKnown;
import dev.plumbline.core.program.Program;
import dev.plumbline.core.program.Value;
import dev.plumbline.core.secret.SecretSource;
import dev.plumbline.core.secret.Secrets;
import dev.plumbline.core.vault.Vault;
import dev.plumbline.core.vault.VaultException;
import dev.plumbline.core.vault.VaultKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptedValuesTest {
    private static final VaultKey KEY = new VaultKey("dev", "the test", () -> bytes("pw"));

    @TempDir
    private Path folder = Path.of("");

    private final List<String> asked = new ArrayList<>();
    private final SecretSource source = (provider, name) -> {
        asked.add(provider + ":" + name);
        if (name.equals("gone")) {
            throw new VaultException(
                    "secret.failed", "'keeper' for the secret 'gone' ended with exit code 1", "Run it.");
        }
        return Text.secret("kept-" + name);
    };

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sealed(String content) {
        return KEY.encrypt(bytes(content)).text();
    }

    /** A value of YAML, on lines of its own. */
    private static String inline(String content, int indent) {
        return "!vault |\n" + sealed(content).indent(indent);
    }

    private Playbooks playbooks(Vault vault) {
        Playbooks playbooks = new Playbooks(folder);
        playbooks.secrets = new Secrets(vault, source);
        return playbooks;
    }

    private Playbooks playbooks() {
        return playbooks(new Vault(List.of(KEY)));
    }

    private static Map<String, Object> arguments(Program program) {
        return Playbooks.arguments(Playbooks.task(program), Playbooks.on("h1"));
    }

    private Object argument(String vars, String name, String value) {
        return arguments(playbooks().load("""
            - hosts: h1
              vars:
            VARS
              tasks:
                - everything: { NAME: VALUE }
            """.replace("VARS\n", vars.indent(4))
                        .replace("NAME", name)
                        .replace("VALUE", value)))
                .get(name);
    }

    @Test
    void aValueIsDecryptedAndSecretWhereverItGoes() {
        String vars = "x: " + inline("s3cret", 4) + "m: { k: \"${x}\", l: [\"${x}!\"] }\n";

        assertThat(argument(vars, "text", "\"${x}\""))
                .isEqualTo(Text.of("s3cret"))
                .hasToString("********");
        assertThat(argument(vars, "text", "\"a${x}b\"")).hasToString("a********b");
        assertThat(argument(vars, "text", "\"${m.l[0]}\"")).hasToString("********!");
        assertThat(argument(vars, "text", "\"${x?upper_case}\""))
                .isEqualTo(Text.of("S3CRET"))
                .hasToString("********");
        assertThat(argument(vars, "any", "\"${m}\"").toString()).doesNotContain("s3cret");
    }

    @Test
    void aTasksOwnArgumentMayBeEncrypted() {
        Program program =
                playbooks().load("""
                    - hosts: h1
                      tasks:
                        - everything:
                            text: VALUE
                            map: { a: b }
                    """.replace("VALUE", inline("s3cret", 12).stripTrailing()));

        assertThat(arguments(program).get("text")).isEqualTo(Text.of("s3cret")).hasToString("********");
    }

    @Test
    void whatIsDecryptedIsNeverEvaluated() {
        String vars = "x: " + inline("${7*7} {{ y }} $${z}", 4);

        assertThat(argument(vars, "text", "\"${x}\"")).isEqualTo(Text.of("${7*7} {{ y }} $${z}"));
    }

    @Test
    void aFileOfVariablesMayBeEncryptedAsAWhole() {
        Playbooks playbooks =
                playbooks().file("secrets.yml", sealed("port: 6380\nword: \"p-${port}\"\nlist: [a, 7]\nempty:\n"));
        Program program = playbooks.load("""
            - hosts: h1
              vars_files: [secrets.yml]
              tasks:
                - everything: { text: "${word}", any: "${list}", map: { sum: "${port + 1}" } }
            """);

        assertThat(arguments(program).get("text")).isEqualTo(Text.of("p-6380")).hasToString("********");
        assertThat(arguments(program).get("any")).hasToString("[********, ********]");
        assertThat(arguments(program).get("map")).hasToString("{sum=********}");
    }

    @Test
    void anEncryptedFileIsToldAboutWithoutItsWords() {
        for (String content :
                List.of("a: canary: x", "canary: 1\ncanary: 2", "- canary", "x: \"${canary +}\"", "x: [canary")) {
            List<String> problems =
                    playbooks().file("secrets.yml", sealed(content)).problems("""
                        - hosts: h1
                          vars_files: [secrets.yml]
                          tasks:
                            - everything: {}
                        """);
            assertThat(problems)
                    .as(content)
                    .isNotEmpty()
                    .allSatisfy(problem -> assertThat(problem).doesNotContain("canary"));
        }
    }

    @Test
    void aSecretThatWouldBeShownIsRefusedByName() {
        List<String> problems =
                playbooks().problems("""
                    - hosts: h1
                      vars:
                        x: VALUE
                      tasks:
                        - everything: { word: "${x}" }
                    """.replace("VALUE", inline("canary", 8).stripTrailing()));

        assertThat(problems)
                .singleElement()
                .asString()
                .contains("playbook.parameter.secret")
                .doesNotContain("canary");
    }

    @Test
    void whatCannotBeOpenedIsToldWithItsPlaceAndId() {
        String playbook = """
            - hosts: h1
              vars:
                unused: VALUE
                x: VALUE
              tasks:
                - everything: { text: "${x}" }
            """.replace("VALUE", inline("canary", 8).stripTrailing());
        VaultKey other = new VaultKey("dev", "other.txt", () -> bytes("other"));

        assertThat(playbooks(Vault.withoutKeys()).problems(playbook))
                .singleElement()
                .asString()
                .startsWith("vault.password.missing 10:8")
                .contains("vault id 'dev'", "--vault-id dev@FILE");
        assertThat(playbooks(new Vault(List.of(other))).problems(playbook))
                .singleElement()
                .asString()
                .startsWith("vault.password.wrong 10:8")
                .contains("tried 'dev' from other.txt");
    }

    @Test
    void whoOnlyLooksNeedsNoPassword() {
        Program program = playbooks(Vault.withoutKeys().patient())
                .load("""
                    - hosts: h1
                      vars:
                        x: VALUE
                      tasks:
                        - everything: { text: "${x}" }
                    """.replace("VALUE", inline("canary", 8).stripTrailing()));

        Assertions.assertThatExceptionOfType(NotYetKnown.class).isThrownBy(() -> arguments(program));
    }

    @Test
    void aPlaybookStaysReadable() {
        assertThat(playbooks().problems(sealed("- hosts: h1")))
                .singleElement()
                .asString()
                .startsWith("playbook.vault 1:1");
    }

    @Test
    void conditionsAndKeysAreNotEncrypted() {
        assertThat(playbooks().problems("""
            - hosts: h1
              tasks:
                - everything: {}
                  when: VALUE
            """.replace("VALUE", inline("true", 12).stripTrailing())))
                .singleElement()
                .asString()
                .startsWith("expression.vault 4");
    }

    @Test
    void anEncryptedFileIsCopiedDecrypted() {
        Playbooks playbooks = playbooks().file("files/plain", "open").file("files/key.pem", sealed("PEM"));
        Program program = playbooks.load("""
            - hosts: h1
              tasks:
                - everything: { file: key.pem }
                - everything: { file: plain }
            """);

        LocalFile opened = (LocalFile) arguments(program).get("file");
        assertThat(opened).isEqualTo(LocalFile.decrypted(opened.path(), Bytes.utf8("PEM")));
        LocalFile plain =
                (LocalFile) Playbooks.arguments(Playbooks.tasks(program).get(1), Playbooks.on("h1"))
                        .get("file");
        assertThat(plain.held()).isEmpty();
    }

    @Test
    void aTemplateStaysReadable() {
        assertThat(playbooks().file("templates/a.ftl", sealed("x")).problems("""
            - hosts: h1
              tasks:
                - everything: { from: a.ftl }
            """))
                .singleElement()
                .asString()
                .startsWith("template.unreadable 3:27")
                .contains("encrypted");
    }

    @Test
    void secretsOfCommandsAreSecret() {
        assertThat(argument("n: redis\n", "text", "\"${secret('a')}\""))
                .isEqualTo(Text.of("kept-a"))
                .hasToString("********");
        assertThat(argument("n: redis\n", "text", "\"${secret(n + '/x', \\\"op\\\")} \""))
                .hasToString("******** ");
        assertThat(asked).contains("command:a", "op:redis/x");
    }

    @Test
    void aVariableNamedSecretIsAVariable() {
        assertThat(argument("secret: mine\n", "text", "\"${secret}\"")).isEqualTo(Text.of("mine"));
    }

    @Test
    void aSecretThatCannotBeHadIsToldWithItsPlace() {
        for (String call : List.of("secret('gone')", "secret()", "secret([])", "secret('a', 'b', 'c')")) {
            assertThat(playbooks().problems("""
                - hosts: h1
                  tasks:
                    - everything: { text: "x ${CALL}" }
                """.replace("CALL", call)))
                    .as(call)
                    .singleElement()
                    .asString()
                    .matches("(secret\\.failed|function\\.(arguments|type)) 3:32 .*");
        }
    }

    @Test
    void whoOnlyLooksRunsNothing() {
        Playbooks playbooks = playbooks();
        playbooks.secrets = new Secrets(Vault.withoutKeys().patient(), SecretSource.LATER);
        Program program = playbooks.load("""
            - hosts: h1
              tasks:
                - everything: { text: "${secret('a')}" }
            """);

        Assertions.assertThatExceptionOfType(NotYetKnown.class).isThrownBy(() -> arguments(program));
        assertThat(asked).isEmpty();
    }

    @Test
    void whatIsUnsafeIsDataThroughLoopsMapsAndRegister() {
        String unsafe = "!unsafe '${7*7} {{ x }}'";
        Program program = playbooks().load("""
            - hosts: h1
              vars:
                u: UNSAFE
                m: { k: UNSAFE }
                l: !unsafe [ '${7*7} {{ x }}' ]
              tasks:
                - everything: { text: "${item}" }
                  loop: ["${u}", "${m.k}", "${l[0]}", UNSAFE]
                - everything: { text: "${u}/${m.k}", any: "${m}", words: "${l}" }
                - everything: {}
                  register: r
                - everything: { text: "${r.out}", any: "${r}" }
            """.replace("UNSAFE", unsafe));

        Data literal = Data.of("${7*7} {{ x }}");
        assertThat(Playbooks.tasks(program)
                        .getFirst()
                        .loop()
                        .orElseThrow()
                        .items()
                        .evaluate(Playbooks.on("h1")))
                .containsExactly(literal, literal, literal, literal);
        Map<String, Object> mapped =
                Playbooks.arguments(Playbooks.tasks(program).get(1), Playbooks.on("h1"));
        assertThat(mapped.get("text")).isEqualTo(Text.of("${7*7} {{ x }}/${7*7} {{ x }}"));
        assertThat(mapped.get("any")).isEqualTo(Data.mapping().put("k", literal).build());
        assertThat(mapped.get("words")).isEqualTo(List.of("${7*7} {{ x }}"));
        Value registered = new Value.Present(Data.mapping().put("out", literal).build());
        Map<String, Object> after =
                Playbooks.arguments(Playbooks.tasks(program).get(3), Playbooks.on("h1", "r", registered));
        assertThat(after.get("text")).isEqualTo(Text.of("${7*7} {{ x }}"));
        assertThat(after.get("any"))
                .isEqualTo(Data.mapping().put("out", literal).build());
    }
}
