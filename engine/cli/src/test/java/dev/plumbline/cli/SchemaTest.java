package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.plumbline.api.module.ModuleType;
import dev.plumbline.api.value.Data;
import dev.plumbline.core.module.ModuleFiles;
import dev.plumbline.core.playbook.ModuleIndex;
import dev.plumbline.core.schema.SchemaKind;
import dev.plumbline.core.yaml.CoreSchema;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.YamlNode;
import dev.plumbline.core.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the schemas say of files that are right and of such that are wrong. {@code -Dupdate-docs} writes them into the guide. */
class SchemaTest {
    private static final Path PAGES = Project.root().resolve("engine/docs/schema");
    private static final Set<String> OF_ROLES = Set.of("tasks", "handlers", "defaults", "vars", "meta");

    @TempDir
    private Path folder = Path.of("");

    private static String text(SchemaKind kind) {
        return SchemaJson.of(kind.schema(ModuleIndex.installed()));
    }

    private static List<String> mistakes(SchemaKind kind, YamlNode document) {
        return mistakes(text(kind), document);
    }

    private static List<String> mistakes(String schema, YamlNode document) {
        List<Error> errors = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(schema)
                .validate(json(CoreSchema.literal(document)), InputFormat.JSON);
        return errors.stream().map(Error::toString).toList();
    }

    private static List<String> mistakes(SchemaKind kind, String yaml) {
        return mistakes(kind, YamlReader.read("test.yml", yaml, new Problems()).orElseThrow());
    }

    private static String json(Data data) {
        return switch (data) {
            case Data.Nothing() -> "null";
            case Data.Truth(boolean value) -> Boolean.toString(value);
            case Data.Number number -> number.value().toPlainString();
            case Data.Words(var text) -> quoted(text.reveal());
            case Data.Sequence(var items) ->
                "[" + String.join(",", items.stream().map(SchemaTest::json).toList()) + "]";
            case Data.Mapping(var entries) -> {
                List<String> fields = new ArrayList<>();
                for (Map.Entry<String, Data> entry : entries.entrySet()) {
                    fields.add(quoted(entry.getKey()) + ":" + json(entry.getValue()));
                }
                yield "{" + String.join(",", fields) + "}";
            }
        };
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars()
                .forEach(c ->
                        quoted.append(c < ' ' || c == '"' || c == '\\' || c > '~' ? "\\u%04x".formatted(c) : (char) c));
        return quoted.append('"').toString();
    }

    @ParameterizedTest
    @EnumSource
    void thePagesSayWhatTheCodeSays(SchemaKind kind) throws IOException {
        Path page = PAGES.resolve(kind.word() + ".json");
        if (System.getProperty("update-docs") != null) {
            Files.createDirectories(PAGES);
            Files.writeString(page, text(kind));
        }
        assertThat(page).as("-Dupdate-docs writes it").exists().content().isEqualTo(text(kind));
    }

    @TestFactory
    Stream<DynamicTest> allFilesOfTheProjectAreRight() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Project.root())) {
            for (Path file : files.filter(SchemaTest::isOurs).sorted().toList()) {
                String name = Project.root().relativize(file).toString();
                YamlNode document = YamlReader.read(name, Files.readAllBytes(file), new Problems())
                        .orElseThrow();
                SchemaKind kind = kind(file, document);
                ModuleIndex modules = ModuleIndex.installed()
                        .with(ModuleFiles.beside(file.getParent(), Project.root(), new Problems()), new Problems());
                String schema = SchemaJson.of(kind.schema(modules));
                tests.add(DynamicTest.dynamicTest(
                        name + " as " + kind,
                        () -> assertThat(mistakes(schema, document)).isEmpty()));
            }
        }
        assertThat(tests).hasSizeGreaterThan(8);
        return tests.stream();
    }

    private static boolean isOurs(Path file) {
        String path = Project.root().relativize(file).toString();
        return file.toString().endsWith(".yml")
                && !path.contains("target/")
                && !path.contains(".state")
                && !path.startsWith("engine/bench")
                && !path.startsWith(".git/")
                && !OF_ROLES.contains(file.getParent().getFileName().toString())
                && !file.getParent().getFileName().toString().endsWith("_vars");
    }

    private static SchemaKind kind(Path file, YamlNode document) {
        if (file.endsWith("plumb.yml")) {
            return SchemaKind.PROJECT;
        }
        if (file.getParent().endsWith("modules")) {
            return SchemaKind.MODULE;
        }
        return document instanceof YamlNode.Sequence ? SchemaKind.PLAYBOOK : SchemaKind.INVENTORY;
    }

    @TestFactory
    Stream<DynamicTest> theModulesExamplesAreRight() {
        return ModuleIndex.installed().all().stream()
                .flatMap(module -> module.examples().stream()
                        .map(example -> DynamicTest.dynamicTest(
                                module.name(),
                                () -> assertThat(mistakes(SchemaKind.PLAYBOOK, playbook(example)))
                                        .isEmpty())));
    }

    private static String playbook(String example) {
        String tasks = example.strip().startsWith("- ")
                ? example.strip()
                : "- " + example.strip().replace("\n", "\n  ");
        return "- hosts: all\n  tasks:\n    " + tasks.replace("\n", "\n    ") + "\n";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '~',
            value = {
                "file: { pth: /srv }! pth",
                "file: { state: directory }! path",
                "file: { path: /srv, state: folder }! ",
                "file: [a]! ",
                "fiel: { path: /srv }! fiel",
                "{ file: { path: /srv }, copy: { dest: /x, content: y } }! ",
                "{ name: nothing }! ",
                "{ file: { path: /srv }, whn: x }! whn",
                "{ file: { path: /srv }, when: { a: b } }! when",
                "{ file: { path: /srv }, retries: often }! retries",
                "{ file: { path: /srv }, become: perhaps }! become",
                "{ file: { path: /srv }, async: 5 }! async",
                "{ block: { file: { path: /srv } } }! block",
                "{ block: [], register: x }! register",
                "{ meta: flush }! ",
                "systemd_service: { name: x, enabled: perhaps }! ",
                "wait_for: { port: x }! "
            })
    void aWrongTaskIsFound(String task, String named) {
        String playbook = "- hosts: all\n  tasks:\n    - " + task + "\n";

        assertThat(mistakes(SchemaKind.PLAYBOOK, playbook)).isNotEmpty();
        assertThat(String.join("\n", mistakes(SchemaKind.PLAYBOOK, playbook))).contains(named == null ? "" : named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '~',
            value = {
                "PLAYBOOK! hosts: all",
                "PLAYBOOK! []",
                "PLAYBOOK! [{ tasks: [] }]",
                "PLAYBOOK! [{ hosts: all, strategy: free }]",
                "PLAYBOOK! [{ hosts: all, tsks: [] }]",
                "PLAYBOOK! [{ hosts: all, vars: [a] }]",
                "INVENTORY! [a]",
                "INVENTORY! { web: { host: { a: } } }",
                "INVENTORY! { web: { hosts: [a] } }",
                "INVENTORY! { web: { hosts: { a: { ansible_port: x } } } }",
                "INVENTORY! { web: { children: { a: { hots: } } } }",
                "PLAYBOOK! [{ import_playbook: x.yml, tasks: [] }]",
                "ROLE_ARGUMENTS! { port: { type: int, min: 1 } }",
                "ROLE_ARGUMENTS! { port: int }",
                "PROJECT! { inventroy: x }",
                "PROJECT! { forks: many }",
                "PROJECT! { keepalive: soon }",
                "PROJECT! { modules: [{ jar: a.jar }] }",
                "PROJECT! { modules: [{ jar: a.jar, sha256: ab }] }",
                "MODULE! { summary: S., in_sync: { sh: x } }",
                "MODULE! { summary: S., in_sync: { bash: x }, apply: x }",
                "MODULE! { summary: S., in_sync: x, apply: x, parameters: { a: { type: str } } }"
            })
    void aWrongFileIsFound(SchemaKind kind, String content) {
        assertThat(mistakes(kind, content)).isNotEmpty();
    }

    @Test
    void anExpressionMayStandWhereAValueMay() {
        assertThat(mistakes(SchemaKind.PLAYBOOK, """
            - hosts: all
              become: "${root}"
              tasks:
                - ansible.builtin.file: { path: "${p}", state: "${s}", mode: 0644 }
                - systemd_service: { name: "${units}", enabled: "${e!true}" }
                - wait_for: { port: "${port}", timeout: "${t}" }
                - command: { argv: "${words}" }
                  loop: "${list}"
                  when: [a, b == 1]
                - debug:
                - include_tasks: more.yml
                  when: a
                - ansible.builtin.import_role: { name: common }
                - set_fact: { a: 1 }
                - meta: end_host
                  when: b
                - block: [{ debug: { msg: x } }]
                  rescue: [{ debug: { msg: y } }]
                  loop: { a: 1 }
                  loop_control: { loop_var: entry, label: "${entry.key}" }
            - import_playbook: other.yml
            """)).isEmpty();
    }

    @Test
    void aRolesArgumentsMayHoldOthers() {
        assertThat(mistakes(SchemaKind.ROLE_ARGUMENTS, """
            port: { type: int, default: 6379, description: the port }
            users:
              type: list
              elements: dict
              options:
                name: { required: true, choices: [a, b] }
            """)).isEmpty();
    }

    @Test
    void everyWordAndParameterIsExplainedForHovering() {
        Map<String, Object> definitions =
                fields(SchemaKind.PLAYBOOK.schema(ModuleIndex.installed()).fields(), "definitions");
        for (ModuleType module : ModuleIndex.installed().all()) {
            Map<String, Object> arguments = fields(definitions, "module_" + module.name());
            assertThat(arguments).containsEntry("description", module.summary()).containsKey("examples");
            fields(arguments, "properties")
                    .forEach((name, property) -> assertThat(((Map<?, ?>) property).get("description"))
                            .as(module.name() + "." + name)
                            .isNotNull());
        }
        for (String kind : List.of("play", "block", "module_task")) {
            fields(fields(definitions, kind), "properties")
                    .forEach((name, property) -> assertThat(
                                    ((Map<?, ?>) property).keySet().toString())
                            .as(kind + "." + name)
                            .containsAnyOf("description", "$ref"));
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> fields(Map<String, Object> from, String key) {
        return (Map<String, Object>) from.get(key);
    }

    @Test
    void theCommandPrintsItWithTheProjectsOwnModules() throws IOException {
        Files.writeString(folder.resolve("plumb.yml"), "{}\n");
        Files.createDirectories(folder.resolve("modules"));
        Files.writeString(folder.resolve("modules/motd.yml"), """
            summary: Keeps the message of the day.
            parameters:
              text: { required: true, description: what it says }
            in_sync: { sh: "true" }
            apply: "true"
            """);

        Invocation printed = Invocation.of(folder, "schema");

        assertThat(printed.code()).isZero();
        assertThat(printed.out()).contains("module_motd", "Keeps the message of the day.", "what it says");
        assertThat(Invocation.of(folder, "schema", "module").out()).contains("Plumbline module");
    }

    @Test
    void aKindThatIsNotThereIsRefusedByName() {
        assertThat(Invocation.of(folder, "schema", "watch").err()).contains("not there yet", "[usage.not_yet]");
        assertThat(Invocation.of(folder, "schema", "plabook").err()).contains("Did you mean 'playbook'?");
    }
}
