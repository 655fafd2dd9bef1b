package dev.plumbline.core.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.core.function.ProjectFiles;
import dev.plumbline.core.secret.Secrets;
import freemarker.template.Configuration;
import freemarker.template.SimpleScalar;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names are found by words alone; whatever the library asks for when it evaluates must be among them. */
class NamesTest {
    private static final List<String> NAMES = List.of("a", "b", "c", "list", "map", "text", "x", "y");
    private static final Set<String> INTERNAL = Set.of("plumbline_capture", Ranges.BOUND, Round.NAME);

    private final Compiler compiler = new Compiler(
            Sandbox.configuration(), Expressions.functions(new ProjectFiles(List.of(), Path.of(".")), Secrets.none()));
    private final Configuration configuration = Sandbox.configuration();

    /** Values that notice which of them were asked for; two are missing. */
    private final class Recording implements TemplateHashModel {
        private final Map<String, Object> values = Map.of(
                "a", 1, "b", true, "list", List.of("p", "q"), "map", Map.of("k", "v", "a", 2), "text", "word", "x", 7);
        private final Set<String> asked = new HashSet<>();

        @Override
        public @Nullable TemplateModel get(String name) throws TemplateModelException {
            if (!INTERNAL.contains(name)) {
                asked.add(name);
            }
            Object value = values.get(name);
            return value == null
                    ? null
                    : value instanceof String word
                            ? new SimpleScalar(word)
                            : configuration.getObjectWrapper().wrap(value);
        }

        @Override
        public boolean isEmpty() {
            return false;
        }
    }

    /** Random text of the language; most of it makes sense to the library, some of it does not. */
    private static final class Generator {
        private final Random random;

        Generator(long seed) {
            this.random = new Random(seed);
        }

        private String pick(String... choices) {
            return choices[random.nextInt(choices.length)];
        }

        String name() {
            return NAMES.get(random.nextInt(NAMES.size()));
        }

        String expression(int depth) {
            if (depth <= 0) {
                return pick(name(), name(), "1", "\"s\"", "true", "r\"${a}\"");
            }
            String one = expression(depth - 1);
            String two = expression(depth - 1);
            return switch (random.nextInt(20)) {
                case 0 -> one + " + " + two;
                case 1 -> "(" + one + ")!" + name();
                case 2 -> name() + "??";
                case 3 -> "(" + name() + "?? && " + two + ")";
                case 4 -> "b?then(" + one + ", " + two + ")";
                case 5 -> "list?map(" + pick("x", "a") + " -> " + one + ")?join(" + pick("text", "\",\"") + ")";
                case 6 -> "list?filter(y -> y == " + one + ")?size + " + name();
                case 7 -> "map[" + one + "]";
                case 8 -> "map." + name();
                case 9 -> "\"t ${" + name() + "} ${" + name() + "!'z'}\"";
                case 10 -> "'u ${" + name() + "} " + pick("\\x24{" + name() + "}", "$\\{" + name() + "}", "") + "'";
                case 11 -> "{\"k\": " + one + ", text: " + two + "}";
                case 12 -> "[" + one + ", " + two + "]";
                case 13 -> "(" + one + ")?string";
                case 14 -> "(a gt 0 || " + one + ")";
                case 15 -> "." + pick("vars", "data_model", "globals") + "." + name();
                case 16 -> "list[0..a]?size + " + name();
                case 17 -> "!(" + one + ")";
                case 18 -> "(" + one + " == " + two + ")";
                default -> "(" + one + ")?has_content";
            };
        }

        String template(int depth) {
            if (depth <= 0) {
                return pick(
                        "plain ", "$${c} ", "<#-- ${c} -->", "<#noparse>${c}</#noparse>", "${" + expression(1) + "}");
            }
            String one = template(depth - 1);
            String two = template(depth - 1);
            String e = expression(random.nextInt(3));
            return switch (random.nextInt(12)) {
                case 0 ->
                    "<#if " + name() + "??>" + one + "<#elseif (" + e + ")?has_content>" + two + "<#else>" + one
                            + "</#if>";
                case 1 -> "<#list list as " + name() + ">" + one + "<#sep>" + two + "</#list>" + name();
                case 2 -> "<#list map as x, y>${x}${y}" + one + "<#else>" + two + "</#list>";
                case 3 -> "<#assign c = " + e + " x = 2>" + one + "${c!}";
                case 4 -> "<#assign y>" + one + "</#assign>" + two;
                case 5 ->
                    "<#macro m p q=" + name() + ">${p}" + one + "<#nested p></#macro><@m p=(" + e
                            + ") q=\"${a}\"; z>${z}</@m>" + two;
                case 6 -> "<#function f x>" + "<#return x + " + name() + "></#function>${f(" + e + ")}" + one;
                case 7 -> "<#switch a><#case 1>" + one + "<#break><#default>" + two + "</#switch>";
                case 8 -> "<#attempt>" + one + "<#recover>" + two + "</#attempt>";
                case 9 -> "<#list list>" + "<#items as text>${text_index!}" + one + "</#items></#list>" + two;
                case 10 -> "${" + e + "}" + one + two;
                default -> "<#if (a > 0) && b>" + one + "</#if>" + two;
            };
        }
    }

    @Test
    void ofExpressionsAreAllThatTheLibraryAsksFor() {
        int evaluated = 0;
        for (int seed = 0; seed < 6_000; seed++) {
            String source = new Generator(seed).expression(3);
            Compiled compiled;
            try {
                compiled = compiler.compile(source);
            } catch (ExpressionSyntaxException refused) {
                continue;
            }
            Recording model = new Recording();
            if (run(compiled.frame(), model)) {
                evaluated++;
            }
            assertThat(compiled.names())
                    .extracting(ExpressionNames.Name::name)
                    .as(source)
                    .containsAll(model.asked);
        }
        assertThat(evaluated).isGreaterThan(1_000);
    }

    @Test
    void ofTemplatesAreAllThatTheLibraryAsksFor() throws IOException {
        int rendered = 0;
        for (int seed = 0; seed < 2_000; seed++) {
            String source = new Generator(seed).template(3);
            Template template;
            try {
                template = new Template("t", source.replace("$${", "literal "), configuration);
            } catch (freemarker.core.ParseException refused) {
                continue;
            }
            Recording model = new Recording();
            if (run(template, model)) {
                rendered++;
            }
            assertThat(TemplateNames.of(source).names())
                    .extracting(ExpressionNames.Name::name)
                    .as(source)
                    .containsAll(model.asked);
        }
        assertThat(rendered).isGreaterThan(100);
    }

    /** Whether nothing failed; what was asked for counts in any case. */
    private static boolean run(Template template, Recording model) {
        try {
            template.createProcessingEnvironment(model, Writer.nullWriter()).process();
            return true;
        } catch (TemplateException | UnfitValueException failed) {
            return false;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
        a + b                                        ¦ a b
        list?map(x -> x + a)?size + x                ¦ list a x
        list?filter(x -> x == y)?map(y -> y)         ¦ list y
        a!b                                          ¦ a? b
        (a.b.c)!"x"                                  ¦ a?
        a?? && a.b                                   ¦ a? a?
        b?then(c, d)                                 ¦ b c d
        "x ${a} ${b!1}"                              ¦ a b?
        '\\x24{a}'                                     ¦ a
        r"${a}"                                      ¦ ``
        map.a["b"].c?keys                            ¦ map
        .vars.a                                      ¦ a
        {"k": a, b: 1}                               ¦ a b
        """)
    void ofAnExpression(String source, String expected) {
        assertThat(shown(ExpressionNames.of(source))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
        ${a} $${b} <#-- ${c} -->                                   ¦ a
        <#if a gt 1 && b>${c}<#else>${d}</#if>                     ¦ a b c d
        <#if a??>${a}</#if>                                        ¦ a? a?
        <#list hosts as h>${h}${h_index}${other}</#list>           ¦ hosts h? h? h_index? other
        <#assign n = port + 1>${n}                                 ¦ n? port n?
        <#macro m p q=port>${p}</#macro><@m p=base/>               ¦ m? p? q? port? p? m? base
        <#noparse>${a}</#noparse>${b}                              ¦ b
        <#if (a > b)>${c}</#if>                                    ¦ a b c
        <#if a == ">">${b}</#if>                                   ¦ a b
        """)
    void ofATemplate(String source, String expected) {
        assertThat(shown(TemplateNames.of(source).names())).isEqualTo(expected);
    }

    private static String shown(List<ExpressionNames.Name> names) {
        return String.join(
                " ",
                names.stream()
                        .map(name -> name.name() + (name.optional() ? "?" : ""))
                        .toList());
    }
}
