package dev.plumbline.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.module.Arguments;
import dev.plumbline.api.module.ModuleType;
import dev.plumbline.api.module.Parameter;
import dev.plumbline.api.module.ParameterType;
import dev.plumbline.api.module.ReturnedField;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Text;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleProcessorTest {
    private static final String HEAD = """
        package sample;
        import dev.plumbline.api.module.*;
        import dev.plumbline.api.module.Module;
        import dev.plumbline.api.probe.Probe;
        import dev.plumbline.api.value.*;
        import java.time.Duration;
        import java.util.*;
        """;
    private static final String BODY = """
        {
            @Override public Probe<String> probe() { return Probe.just(""); }
            @Override public List<Delta> diff(String seen) { return List.of(); }
        }
        """;
    private static final String GOOD = HEAD + """
        /**
         * Keeps a {@code sample}. The rest
         * is description.
         *
         * <p>It has {@link String strings} &amp; more:
         * <ul>
         * <li>one
         * <li>two
         * </ul>
         *
         * @param path where it {@code lies},
         *     in full
         * @param bindAddress an address
         * @param password a secret
         * @param state what it shall be
         * @param force whether
         * @param retries how often
         * @param timeout how long
         * @param names several
         * @param directives by name
         * @param anything at all
         * @param src a file
         * @param from a template
         * @param that conditions
         */
        @Module(value = "sample", examples = "sample: { path: \\"/a\\" }")
        @Returns(name = "rc", about = "exit status")
        @Returns(name = "out", about = "text")
        public record Sample(
            AbsolutePath path, Optional<String> bindAddress, Text password, @Default("not_there") State state,
            @Default("no") boolean force, @Default("3") int retries, @Default("30s") Duration timeout,
            @Default("[]") List<String> names, Map<String, List<Data>> directives, Optional<Data> anything,
            Optional<LocalFile> src, Optional<Rendered> from, List<Condition> that)
            implements Desired<String> {
            public enum State { PRESENT, NOT_THERE }
            @Override public Probe<String> probe() { return Probe.just(""); }
            @Override public List<Delta> diff(String seen) { return List.of(); }
        }
        """;

    @TempDir
    Path output;

    @Test
    void aModuleIsFoundByTheServiceLoaderWithItsDocumentation() throws IOException, URISyntaxException {
        Compilation compilation = Compilation.of(output, GOOD);

        assertThat(compilation.messages()).isEmpty();
        try (URLClassLoader loader = compilation.loader()) {
            ModuleType type =
                    ServiceLoader.load(ModuleType.class, loader).findFirst().orElseThrow();
            assertThat(type.name()).isEqualTo("sample");
            assertThat(type.summary()).isEqualTo("Keeps a `sample`.");
            assertThat(type.description())
                    .isEqualTo("The rest is description.\n\nIt has strings & more:\n\n- one\n- two");
            assertThat(type.returned())
                    .containsExactly(new ReturnedField("rc", "exit status"), new ReturnedField("out", "text"));
            assertThat(type.examples()).containsExactly("sample: { path: \"/a\" }");
        }
    }

    @Test
    void eachComponentBecomesAParameterOfItsType() throws IOException, URISyntaxException {
        try (URLClassLoader loader = Compilation.of(output, GOOD).loader()) {
            ModuleType type =
                    ServiceLoader.load(ModuleType.class, loader).findFirst().orElseThrow();
            Parameter path = parameter(type, "path");
            assertThat(path.required()).isTrue();
            assertThat(path.documentation()).isEqualTo("where it `lies`, in full");
            assertThat(path.type()).isInstanceOfSatisfying(ParameterType.Scalar.class, scalar -> {
                assertThat(scalar.label()).isEqualTo("absolute path");
                assertThat(scalar.parse().apply("/x")).isEqualTo(new AbsolutePath("/x"));
            });
            assertThat(parameter(type, "bind_address").required()).isFalse();
            assertThat(parameter(type, "bind_address").defaultValue()).isEmpty();
            assertThat(parameter(type, "bind_address").type()).isEqualTo(new ParameterType.Word());
            assertThat(parameter(type, "password").type()).isEqualTo(new ParameterType.Characters());
            assertThat(parameter(type, "state").required()).isFalse();
            assertThat(parameter(type, "state").defaultValue()).contains("not_there");
            assertThat(parameter(type, "state").type())
                    .isInstanceOfSatisfying(
                            ParameterType.Choice.class,
                            choice -> assertThat(choice.constant().apply("not_there"))
                                    .hasToString("NOT_THERE"));
            assertThat(parameter(type, "force").type()).isEqualTo(new ParameterType.Flag());
            assertThat(parameter(type, "retries").type()).isEqualTo(new ParameterType.Whole());
            assertThat(parameter(type, "timeout").type()).isEqualTo(new ParameterType.Interval());
            assertThat(parameter(type, "names").type()).isEqualTo(new ParameterType.ListOf(new ParameterType.Word()));
            assertThat(parameter(type, "directives").type())
                    .isEqualTo(new ParameterType.MapOf(new ParameterType.ListOf(new ParameterType.Anything())));
            assertThat(parameter(type, "src").type()).isEqualTo(new ParameterType.File());
            assertThat(parameter(type, "from").type()).isEqualTo(new ParameterType.Template());
            assertThat(parameter(type, "that").type())
                    .isEqualTo(new ParameterType.ListOf(new ParameterType.Expression()));
        }
    }

    @Test
    void argumentsMakeTheRecord() throws IOException, URISyntaxException, ReflectiveOperationException {
        try (URLClassLoader loader = Compilation.of(output, GOOD).loader()) {
            ModuleType type =
                    ServiceLoader.load(ModuleType.class, loader).findFirst().orElseThrow();
            Object present = loader.loadClass("sample.Sample$State").getEnumConstants()[0];

            Object made = type.create(new Arguments(Map.of(
                    "path", new AbsolutePath("/p"),
                    "password", Text.secret("s"),
                    "state", present,
                    "force", true,
                    "retries", 4,
                    "timeout", Duration.ofSeconds(5),
                    "names", List.of("a"),
                    "directives", Map.of(),
                    "that", List.of())));

            assertThat(made.toString())
                    .contains("path=/p", "force=true", "retries=4", "names=[a]", "bindAddress=Optional.empty")
                    .contains("password=" + Text.MASK);
        }
    }

    @Test
    void eachUndocumentedParameterIsAnErrorAtItsPlace() throws IOException, URISyntaxException {
        String source = HEAD + "/** Keeps it. */\n@Module(value = \"sample\", examples = \"sample: {}\")\n"
                + "public record Sample(\n    String first,\n    String second) implements Desired<String> " + BODY;

        assertThat(Compilation.of(output, source).messages())
                .containsExactly(
                        "11: the parameter 'first' is not documented: add '@param first …'",
                        "12: the parameter 'second' is not documented: add '@param second …'");
    }

    @Test
    void aModuleWithoutJavadocIsAnError() throws IOException, URISyntaxException {
        String source = HEAD + "@Module(value = \"sample\", examples = \"sample: {}\")\n"
                + "public record Sample() implements Desired<String> " + BODY;

        assertThat(Compilation.of(output, source).messages())
                .singleElement()
                .asString()
                .startsWith("9: the module 'sample' has no summary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Object", "long", "String[]", "List<Object>", "Map<Integer, String>", "Optional<Thread>"})
    void aTypeThatNoPlaybookCanWriteIsAnError(String type) throws IOException, URISyntaxException {
        assertThat(withComponent(type + " odd"))
                .singleElement()
                .asString()
                .startsWith("12: the parameter 'odd' has a type that can't be read from a playbook: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Default(\"maybe\") boolean odd",
                "@Default(\"many\") int odd",
                "@Default(\"soon\") Duration odd",
                "@Default(\"etc\") AbsolutePath odd",
                "@Default(\"0968\") FileMode odd",
                "@Default(\"GREEN\") Thread.State odd",
                "@Default(\"a, b\") List<String> odd",
                "@Default(\"[1, x]\") List<Integer> odd",
                "@Default(\"x\") Map<String, String> odd",
                "@Default(\"x\") LocalFile odd"
            })
    void aDefaultThatCantBeReadIsAnError(String component) throws IOException, URISyntaxException {
        assertThat(withComponent(component))
                .singleElement()
                .asString()
                .startsWith("12: the default of 'odd' can't be read: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Default(\"on\") boolean odd",
                "@Default(\"-1\") int odd",
                "@Default(\"1.5h\") Duration odd",
                "@Default(\"/etc\") AbsolutePath odd",
                "@Default(\"0644\") FileMode odd",
                "@Default(\"waiting\") Thread.State odd",
                "@Default(\"[1, 2]\") List<Integer> odd",
                "@Default(\"{}\") Map<String, String> odd"
            })
    void aDefaultThatCanBeReadIsAccepted(String component) throws IOException, URISyntaxException {
        assertThat(withComponent(component)).isEmpty();
    }

    @Test
    void anOptionalWithADefaultIsAnError() throws IOException, URISyntaxException {
        assertThat(withComponent("@Default(\"x\") Optional<String> odd"))
                .containsExactly("12: the parameter 'odd' has a default, so it is never empty: drop Optional");
    }

    @Test
    void twoParametersOfOneNameAreAnError() throws IOException, URISyntaxException {
        String source = HEAD + "/**\n * Keeps it.\n * @param aB one\n * @param a_b two\n */\n"
                + "@Module(value = \"sample\", examples = \"sample: {}\")\n"
                + "public record Sample(String aB, String a_b) implements Desired<String> " + BODY;

        assertThat(Compilation.of(output, source).messages()).containsExactly("14: two parameters are called 'a_b'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sample", "redis-conf", "redis__conf", "1st", ""})
    void aNameThatPlaybooksCantUseIsAnError(String name) throws IOException, URISyntaxException {
        String source = HEAD + "/** Keeps it. */\n@Module(value = \"" + name + "\", examples = \"" + name + ":\")\n"
                + "public record Sample() implements Desired<String> " + BODY;

        assertThat(Compilation.of(output, source).messages())
                .singleElement()
                .asString()
                .startsWith("10: '" + name + "' is not a module's name");
    }

    @Test
    void twoModulesOfOneNameAreAnError() throws IOException, URISyntaxException {
        String source = HEAD + "/** Keeps it. */\n@Module(value = \"sample\", examples = \"sample: {}\")\n"
                + "public record %s() implements Desired<String> " + BODY;

        assertThat(Compilation.of(output, source.formatted("One"), source.formatted("Other"))
                        .messages())
                .containsExactly("10: the module 'sample' is also declared by sample.One");
    }

    @Test
    void aModuleWithoutAnExampleIsAnError() throws IOException, URISyntaxException {
        String source = HEAD + "/** Keeps it. */\n@Module(value = \"sample\", examples = {})\n"
                + "public record Sample() implements Desired<String> " + BODY;

        assertThat(Compilation.of(output, source).messages())
                .containsExactly("10: the module 'sample' shows no example");
    }

    @Test
    void aRecordThatIsNoDesiredStateIsAnError() throws IOException, URISyntaxException {
        String source = HEAD + "/** Keeps it. */\n@Module(value = \"sample\", examples = \"sample: {}\")\n"
                + "public record Sample() {}";

        assertThat(Compilation.of(output, source).messages())
                .containsExactly("10: a module must implement dev.plumbline.api.module.Desired");
    }

    @Test
    void aClassIsNoModule() throws IOException, URISyntaxException {
        String source = HEAD + "/** Keeps it. */\n@Module(value = \"sample\", examples = \"sample: {}\")\n"
                + "public class Sample {}";

        assertThat(Compilation.of(output, source).messages()).containsExactly("10: a module must be a record");
    }

    @Test
    void documentationOfAParameterThatIsNotThereIsAnError() throws IOException, URISyntaxException {
        String source = HEAD + "/**\n * Keeps it.\n * @param gone nothing\n */\n"
                + "@Module(value = \"sample\", examples = \"sample: {}\")\n"
                + "public record Sample() implements Desired<String> " + BODY;

        assertThat(Compilation.of(output, source).messages())
                .containsExactly("13: @param gone names no record component");
    }

    private static Parameter parameter(ModuleType type, String name) {
        return type.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> withComponent(String component) throws IOException, URISyntaxException {
        String source = HEAD + "/**\n * Keeps it.\n * @param odd something */\n"
                + "@Module(value = \"sample\", examples = \"sample: {}\") public record Sample(\n"
                + component + ") implements Desired<String> " + BODY;
        return Compilation.of(output, source).messages();
    }

    @Test
    void awkwardCharactersInDocumentationSurvive() throws IOException, URISyntaxException {
        String source = HEAD + "/** Keeps \"quotes\", \\back and ü. */\n"
                + "@Module(value = \"sample\", examples = \"sample:\\n  a: '\\\\b'\")\n"
                + "public record Sample() implements Desired<String> " + BODY;

        try (URLClassLoader loader = Compilation.of(output, source).loader()) {
            ModuleType type =
                    ServiceLoader.load(ModuleType.class, loader).findFirst().orElseThrow();
            assertThat(type.summary()).isEqualTo("Keeps \"quotes\", \\back and ü.");
            assertThat(type.examples()).containsExactly("sample:\n  a: '\\b'");
            assertThat(Optional.of(type.create(new Arguments(Map.of())))).isPresent();
        }
    }
}
