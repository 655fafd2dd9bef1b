package dev.plumbline.core.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.inventory.InventoryLoader;
import dev.plumbline.core.inventory.LoadedInventory;
import dev.plumbline.core.program.Environment;
import dev.plumbline.core.program.EvaluationException;
import dev.plumbline.core.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ansible's templates in inventories: a part is evaluated as Ansible does, the rest is reported. */
class JinjaInInventoriesTest {
    private static final HostName A = new HostName("a");

    @TempDir
    private Path folder = Path.of("");

    private final Expressions expressions = new Expressions(new TemplateFiles(List.of(), Path.of("/nowhere")));

    private LoadedInventory inventory(String value) {
        try {
            Files.writeString(folder.resolve("hosts.yml"), """
                db: { hosts: { a: { only_a: 1 }, b: { ansible_host: 192.0.2.2 } } }
                all:
                  vars:
                    port: 6379
                    flag: true
                    ratio: 1.50
                    name: redis
                    users: [ { name: ann, keys: [ k1, k2 ] }, { name: bob } ]
                    app: { env: { PATH: /bin }, "two-words": x }
                    key: env
                    chain: "{{ name }}-{{ port }}"
                    wrapped: { list: [ "{{ port }}" ] }
                    db_password: hunter2
                    literal: !unsafe "{{ port }} ${port}"
                    own: "${port + 1}"
                """);
            Files.createDirectories(folder.resolve("group_vars"));
            Files.writeString(folder.resolve("group_vars/db.yml"), "value: " + value + "\n");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Problems problems = new Problems();
        LoadedInventory loaded = InventoryLoader.load(List.of("hosts.yml"), folder, Optional.empty(), folder, problems);
        assertThat(problems.list()).isEmpty();
        return loaded;
    }

    private Data evaluate(String value) {
        LoadedInventory inventory = inventory(value);
        Definition definition = Objects.requireNonNull(inventory.variables(A).get("value"));
        return expressions.evaluate(
                definition.node(),
                "value",
                VariableScope.of(inventory, Map.of(), "/nowhere"),
                new Environment(A, Map.of(), Map.of()));
    }

    private List<String> problems(String value) {
        Problems problems = new Problems();
        expressions.check(
                Objects.requireNonNull(inventory(value).variables(A).get("value"))
                        .node(),
                problems);
        return problems.list().stream()
                .map(problem -> problem.code() + " " + problem.at().orElseThrow() + " " + problem.message() + " | "
                        + problem.remedy())
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
        '{{ port }}'                                          ¦ 6379
        '{{port}}'                                            ¦ 6379
        'x {{ name }}:{{ port }}/{{ flag }}/{{ ratio }}'      ¦ x redis:6379/True/1.5
        '{{ users[0].name }}'                                 ¦ ann
        '{{ users.1.name }}'                                  ¦ bob
        '{{ users[0]["keys"][1] }}'                           ¦ k2
        '{{ app["two-words"] }}'                              ¦ x
        '{{ app[key]["PATH"] }}'                              ¦ /bin
        '{{ app.env }}'                                       ¦ {PATH=/bin}
        '{{ chain }}'                                         ¦ redis-6379
        '{{ wrapped.list }}'                                  ¦ [6379]
        '{{ nobody | default("x") }}'                         ¦ x
        '{{ nobody.at.all | default(port) }}'                 ¦ 6379
        '{{ users[7].name|d(nobody|d("deep")) }}'             ¦ deep
        '{{ (nobody | default(app)).env.PATH }}'              ¦ /bin
        '{{ nobody | default([]) }}'                          ¦ []
        '{{ nobody | default({}) }}'                          ¦ {}
        '{{ nobody | default(["a", port]) }}'                 ¦ [a, 6379]
        '{{ port | default(1) }}'                             ¦ 6379
        '{{ nobody | default(True) }}'                        ¦ true
        '{{ hostvars["b"].ansible_host }}'                    ¦ 192.0.2.2
        '{{ hostvars[groups["db"][1]]["ansible_host"] }}'     ¦ 192.0.2.2
        '{{ inventory_hostname }}.example.com'                ¦ a.example.com
        '{{ groups.db }}'                                     ¦ [a, b]
        '{{ "{{" }} {{ "a\\"b" }}'                              ¦ {{ a"b
        '{{ "${port}" }}'                                     ¦ ${port}
        '{{ literal }}'                                       ¦ {{ port }} ${port}
        '{{ own }}-${port}'                                   ¦ 6380-6379
        '{{ db_password }}'                                   ¦ ********
        'x{{ db_password }}'                                  ¦ x********
        """)
    void isEvaluatedAsAnsibleDoes(String value, String expected) {
        assertThat(evaluate(value)).hasToString(expected);
    }

    @Test
    void aTemplateThatIsTheWholeValueKeepsItsType() {
        assertThat(evaluate("'{{ port }}'")).isInstanceOf(Data.Number.class);
        assertThat(evaluate("'{{ flag }}'")).isEqualTo(Data.of(true));
        assertThat(evaluate("{ a: '{{ app }}' }"))
                .isEqualTo(Data.mapping()
                        .put(
                                "a",
                                Data.mapping()
                                        .put(
                                                "env",
                                                Data.mapping()
                                                        .put("PATH", Data.of("/bin"))
                                                        .build())
                                        .put("two-words", Data.of("x"))
                                        .build())
                        .build());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
        '{{ name | upper }}'              ¦ 19 ¦ the filter 'upper'    ¦ x?upper_case
        '{{ name | mystery }}'            ¦ 19 ¦ the filter 'mystery'  ¦ where it is used
        '{{ port + 1 }}'                  ¦ 17 ¦ '+' is something      ¦ ${...}
        '{{ lookup("env", "HOME") }}'     ¦ 18 ¦ calls a function      ¦ names, attributes, indexes
        '{{ app.items() }}'               ¦ 16 ¦ method of Python      ¦ ['items']
        '{{ name if flag else port }}'    ¦ 17 ¦ 'i' is something      ¦ ${...}
        '{{ not flag }}'                  ¦ 12 ¦ 'not' is an operator  ¦ ${...}
        '{{ users[-1] }}'                 ¦ 18 ¦ from a list's end     ¦ ${...}
        '{{ port | default(1, true) }}'   ¦ 28 ¦ second word            ¦ ${...}
        '{{- port }}'                     ¦ 11 ¦ '-' is something      ¦ ${...}
        '{{ port'                         ¦  9 ¦ never closed           ¦ }}
        '{{ }}'                           ¦ 12 ¦ '}' is something      ¦ ${...}
        '{% if x %}a{% endif %}'          ¦  9 ¦ '{%' begins            ¦ !unsafe
        'a {# note #}'                    ¦ 11 ¦ '{#' begins            ¦ !unsafe
        """)
    void anythingMoreIsReportedWithItsPlace(String value, int column, String message, String remedy) {
        assertThat(problems(value)).singleElement().asString().satisfies(problem -> {
            assertThat(problem).startsWith("inventory.jinja group_vars/db.yml:1:" + column + " ");
            assertThat(problem).contains(message.strip(), remedy.strip());
        });
    }

    @Test
    void anUndefinedNameIsAnErrorWhereItStands() {
        assertThatThrownBy(() -> evaluate("'a {{ users[0].nmae }}'"))
                .isInstanceOfSatisfying(EvaluationException.class, wrong -> {
                    assertThat(wrong.problem().code()).isEqualTo("expression.undefined");
                    assertThat(wrong.problem().at().orElseThrow().toString()).startsWith("group_vars/db.yml:1:");
                    assertThat(wrong.problem().remedy()).contains("name");
                });
        assertThatThrownBy(() -> evaluate("'a {{ prot }}'"))
                .isInstanceOfSatisfying(
                        EvaluationException.class,
                        wrong -> assertThat(wrong.problem().at()).hasToString("Optional[group_vars/db.yml:1:14]"));
    }

    @Test
    void aCircleIsAnError() {
        assertThatThrownBy(() -> evaluate("'{{ value }}'"))
                .isInstanceOfSatisfying(
                        EvaluationException.class,
                        wrong -> assertThat(wrong.problem().code()).isEqualTo("expression.cycle"));
    }

    @Test
    void theNamesInItAreFound() {
        Definition definition = Objects.requireNonNull(
                inventory("'{{ nobody | default(app[key]) }}'").variables(A).get("value"));

        assertThat(expressions.names(definition.node()))
                .extracting(name -> name.name() + (name.optional() ? "?" : "") + " "
                        + name.at().column())
                .containsExactly("nobody? 12", "app 29", "key 33");
    }
}
