package dev.plumbline.core.module;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.module.Arguments;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.ModuleType;
import dev.plumbline.api.module.Parameter;
import dev.plumbline.api.module.ParameterType;
import dev.plumbline.api.read.CommandResult;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModuleFilesTest {
    private static final String MOTD = """
        summary: Keeps the message of the day.
        parameters:
          path: { type: path, default: /etc/motd, description: the file }
          text: { required: true, description: "what it says" }
          tries: { type: int, default: 3, description: how often }
          mode: { choices: [Fast, slow], default: slow, description: how }
          key: { type: secret, description: opens it }
          tags: { type: list, default: [a, "b c"], description: the rest }
        read: cat -- "$path"
        in_sync: state == text
        apply: printf '%s\\n' "$text" >"$path"
        examples:
          - |
            motd: { text: hello }
        """;

    @TempDir
    private Path folder = Path.of("");

    private final Problems problems = new Problems();

    private List<FoundModule> load(String name, String content) throws IOException {
        Path modules = Files.createDirectories(folder.resolve("modules"));
        Files.writeString(modules.resolve(name), content);
        return ModuleFiles.beside(folder, folder, problems);
    }

    private ModuleType motd() throws IOException {
        List<FoundModule> found = load("motd.yml", MOTD);
        assertThat(problems.list()).isEmpty();
        return found.getFirst().type();
    }

    private List<String> told() {
        return problems.list().stream()
                .map(problem -> problem.at().map(Object::toString).orElse("") + " " + problem.message() + " | "
                        + problem.remedy())
                .toList();
    }

    @Test
    void aFolderWithoutModulesHasNone() {
        assertThat(ModuleFiles.beside(folder, folder, problems)).isEmpty();
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void aFileIsAModuleWithTypedParameters() throws IOException {
        ModuleType type = motd();

        assertThat(type.name()).isEqualTo("motd");
        assertThat(type.summary()).isEqualTo("Keeps the message of the day.");
        assertThat(type.examples()).containsExactly("motd: { text: hello }");
        assertThat(type.parameters())
                .extracting(Parameter::name)
                .containsExactly("path", "text", "tries", "mode", "key", "tags");
        assertThat(type.parameters())
                .extracting(Parameter::defaultValue)
                .containsExactly(
                        Optional.of("/etc/motd"),
                        Optional.empty(),
                        Optional.of("3"),
                        Optional.of("slow"),
                        Optional.empty(),
                        Optional.of("[a, 'b c']"));
        assertThat(type.parameters())
                .extracting(Parameter::required)
                .containsExactly(false, true, false, false, false, false);
        assertThat(type.parameters().get(3).type())
                .isInstanceOfSatisfying(
                        ParameterType.Choice.class,
                        choice -> assertThat(choice.constant().apply("FAST")).isEqualTo("Fast"));
    }

    @Test
    void valuesArriveAsArgumentsAndVariablesAndSecretsAsVariablesOnly() throws IOException {
        Scripted desired = (Scripted) motd().create(new Arguments(Map.of(
                "path",
                "/x",
                "text",
                "$(id)",
                "tries",
                3,
                "mode",
                "slow",
                "key",
                Text.secret("s3cret"),
                "tags",
                List.of("-a", "b"))));

        Delta.Change change = (Delta.Change) desired.diff(seen(0, "other\n")).getFirst();

        assertThat(change.action().summary()).doesNotContain("s3cret");
        assertThat(change.action()).isInstanceOfSatisfying(dev.plumbline.api.action.Action.Run.class, run -> {
            assertThat(run.arguments())
                    .extracting(Text::reveal)
                    .containsExactly(
                            "sh",
                            "-c",
                            "set -eu\nprintf '%s\\n' \"$text\" >\"$path\"",
                            "motd",
                            "/x",
                            "$(id)",
                            "3",
                            "slow",
                            "-a",
                            "b");
            assertThat(run.environment())
                    .containsOnlyKeys("path", "text", "tries", "mode", "key")
                    .containsEntry("key", Text.secret("s3cret"));
        });
    }

    @Test
    void whatWasReadDecides() throws IOException {
        Scripted desired = (Scripted) motd().create(new Arguments(Map.of("text", "hello")));

        assertThat(desired.diff(seen(0, "hello\n"))).isEmpty();
        assertThat(desired.diff(seen(0, "hello\n\n"))).hasSize(1).first().isInstanceOf(Delta.Change.class);
        assertThat(desired.diff(seen(2, "")))
                .first()
                .isInstanceOfSatisfying(
                        Delta.Violation.class,
                        violation -> assertThat(violation.message())
                                .isEqualTo("'read' of motd ended with status 2: no such file"));
        assertThat(desired.result(seen(0, "hello\n")).get("state")).hasToString("Optional[hello]");
    }

    @Test
    void whatAHostWithoutAnythingWouldAnswerShowsTheChangeToCome() throws IOException {
        Scripted desired = (Scripted) motd().create(new Arguments(Map.of("text", "hello")));
        CommandResult absent = new Read.CommandOutput(List.of("sh"), Optional.empty(), Map.of()).absent();

        assertThat(desired.diff(new Scripted.Seen(Optional.of(absent), Optional.empty())))
                .first()
                .isInstanceOf(Delta.Change.class);
    }

    @Test
    void whatWasReadWithASecretIsSecret() throws IOException {
        Scripted desired =
                (Scripted) motd().create(new Arguments(Map.of("text", "hello", "key", Text.secret("s3cret"))));

        assertThat(desired.result(seen(0, "s3cret is it\n")).toString()).doesNotContain("s3cret");
        assertThat(desired.diff(seen(2, "")).toString()).doesNotContain("no such file");
    }

    private static Scripted.Seen seen(int code, String output) {
        return new Scripted.Seen(
                Optional.of(new CommandResult(
                        code, Bytes.utf8(output), code == 0 ? Bytes.EMPTY : Bytes.utf8("no such file\n"))),
                Optional.empty());
    }

    @Test
    void allThatIsWrongIsToldAtOnceWithItsPlace() throws IOException {
        load("motd.yml", """
            sumary: Keeps it.
            parameters:
              Path: { type: path, description: the file }
              text: { type: string }
              many: { type: list, description: many, default: { a: b } }
              state: { type: int, default: x, description: how often }
              key: { type: secret, default: x, description: opens it }
              how: { choices: [a, A], description: how }
            in_sync: state == txt
            apply: echo {{ text }}
            """);

        assertThat(told())
                .containsExactly(
                        "modules/motd.yml:1:1 a module has no 'sumary' | Did you mean 'summary'?",
                        "modules/motd.yml:1:1 the module has no 'summary' | Say in one sentence what it keeps.",
                        "modules/motd.yml:3:3 'Path' can't be the name of a parameter | Use lower-case letters and"
                                + " digits, words joined by one underscore, and not 'state': that is what was read.",
                        "modules/motd.yml:4:3 the parameter 'text' is not documented | Add description: what it means.",
                        "modules/motd.yml:4:17 there is no type 'string' | Did you mean 'str'?",
                        "modules/motd.yml:5:51 'default' must be a list of words, and this is a mapping | Write [a,"
                                + " b].",
                        "modules/motd.yml:6:3 'state' can't be the name of a parameter | Use lower-case letters and"
                                + " digits, words joined by one underscore, and not 'state': that is what was read.",
                        "modules/motd.yml:6:32 the default must be a whole number | Correct it.",
                        "modules/motd.yml:7:33 a secret has no default | Leave one of both out.",
                        "modules/motd.yml:8:19 two choices are the same | Correct the choices.",
                        "modules/motd.yml:10:13 nothing is filled into the script of 'apply' | Parameters are"
                                + " variables of the shell: \"$name\".",
                        "modules/motd.yml:9:10 there is no 'state', since the module has no 'read' | Add read: a"
                                + " fragment of sh that prints it.",
                        "modules/motd.yml:9:19 'txt' is no parameter of this module | Did you mean 'text'?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '~',
            value = {
                "[a]! modules/motd.yml:1:1 a module is a mapping, and this is a sequence",
                "{summary: S., in_sync: 'true', apply: ''}! 'apply' must be a text, and this is empty",
                "{summary: S., in_sync: 'a ==', apply: x}! modules/motd.yml:1:2",
                "{summary: S., in_sync: {bash: x}, apply: x}! 'in_sync' has no 'bash'",
                "{summary: S., in_sync: 'inventory_hostname == \"a\"', apply: x}! 'inventory_hostname' is no parameter",
                "{summary: S., in_sync: {sh: x}, apply: x, parameters: {a: {type: list, description: d}, b:"
                        + " {description: d}}}! a list must be the last parameter",
                "{summary: S., in_sync: {sh: x}, apply: x, examples: [other]}! an example must be a text that holds a"
                        + " task"
            })
    void eachMistakeIsNamed(String content, String problem) throws IOException {
        assertThat(load("motd.yml", content)).isEmpty();
        assertThat(told()).first().asString().contains(problem);
    }

    @Test
    void aFileWhoseNameIsNoModulesNameIsRefused() throws IOException {
        assertThat(load("Motd-2.yml", MOTD)).isEmpty();
        assertThat(told()).singleElement().asString().startsWith("modules/Motd-2.yml:1:1 'Motd-2' can't be the name");
    }

    @Test
    void aValueThatNoShellCanTakeIsRefused() throws IOException {
        ModuleType type = motd();

        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> type.create(new Arguments(Map.of("text", "a\0b"))))
                .withMessageContaining("NUL");
    }
}
