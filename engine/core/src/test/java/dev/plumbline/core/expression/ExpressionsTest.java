package dev.plumbline.core.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.program.Environment;
import dev.plumbline.core.program.EvaluationException;
import dev.plumbline.core.program.NotYetKnown;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.program.Value;
import dev.plumbline.core.yaml.YamlNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTest {
    private static final String VARIABLES = """
        port: 6379
        mode: 0644
        version: 1.10
        no_word: no
        flag: true
        empty: ""
        nothing:
        list: [a, b]
        numbers: [1, 2, 3]
        redis: { port: "${port}", url: "redis://${ansible_host}:${redis.port}", "max-mem": 1gb }
        words: "${list}"
        both: "${port}-${flag}"
        escaped: "$${HOME} is ${port}"
        literal: !unsafe "${port} {{ x }}"
        redis_password: Sid@123
        url: "redis://:${redis_password}@h"
        shout: "${redis_password?upper_case}"
        pin_token: 0042
        credentials: { user: u, password: p }
        a: "${b}"
        b: "${c.x}"
        c: { x: "${a}", y: 1 }
        optional: "${undefined_thing!omit}"
        big: "${1..90000}"
        later: "${registered_one.x}"
        """;

    private final SomeHosts inventory = new SomeHosts()
            .host("h1", VARIABLES, "redis", "masters")
            .host(
                    "h2.example.org",
                    "{ansible_host: 10.0.0.2, port: 7000, own: \"${port} ${inventory_hostname}\"}",
                    "redis");
    private final Expressions expressions =
            new Expressions(new TemplateFiles(List.of(), Path.of(".")), Duration.ofSeconds(2));
    private Map<String, Definition> play = Map.of();
    private Map<String, Definition> extra = Map.of();
    private Map<String, Value> registered = new LinkedHashMap<>();
    private Map<String, Value> local = Map.of();

    private VariableScope scope() {
        return VariableScope.of(inventory, extra, "/play").within(play).forPlay(inventory.hosts());
    }

    private Environment environment() {
        return new Environment(new HostName("h1"), Map.of(new HostName("h1"), registered), local);
    }

    private Data evaluate(String text) {
        YamlNode.Scalar scalar = new YamlNode.Scalar(text, YamlNode.Style.DOUBLE_QUOTED, false, SomeHosts.at(), 0);
        return expressions.evaluate(scalar, "value", scope(), environment());
    }

    private boolean holds(String condition) {
        return expressions.condition(YamlNode.Scalar.plain(condition, SomeHosts.at()), "when", scope(), environment());
    }

    private Problem problem(String text) {
        return catchThrowableOfType(EvaluationException.class, () -> evaluate(text))
                .problem();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        plain                                   | plain
        ${port}                                 | 6379
        port ${port}!                           | port 6379!
        ${mode}                                 | 0644
        x${mode}${version}                      | x06441.10
        ${"v" + version}                        | v1.10
        ${port + 1}                             | 6380
        ${(port / 1000)?floor}                  | 6
        ${10 / 4}                               | 2.5
        ${1000000 * 3}                          | 3000000
        ${no_word}                              | no
        ${flag}                                 | true
        x${flag}                                | xtrue
        ${list}                                 | [a, b]
        ${words}                                | [a, b]
        ${list?join(",")}                       | a,b
        ${list[1]}                              | b
        ${list?first}                           | a
        ${numbers?map(n -> n * 2)}              | [2, 4, 6]
        ${numbers?filter(n -> n gt 1)?size}     | 2
        ${redis.port}                           | 6379
        ${redis.url}                            | redis://h1:6379
        ${redis["max-mem"]}                     | 1gb
        ${redis?keys}                           | [port, url, max-mem]
        ${both}                                 | 6379-true
        ${escaped}                              | ${HOME} is 6379
        $${x}                                   | ${x}
        $$                                      | $$
        $5 and #{x} and }                       | $5 and #{x} and }
        ${literal}                              | ${port} {{ x }}
        ${inventory_hostname}                   | h1
        ${ansible_host}                         | h1
        ${hostvars["h2.example.org"].ansible_host} | 10.0.0.2
        ${hostvars["h2.example.org"].own}       | 7000 h2.example.org
        ${hostvars["h2.example.org"].inventory_hostname_short} | h2
        ${hostvars[groups.redis[1]].port}       | 7000
        ${groups.masters[0]}                    | h1
        ${groups["redis"]?size}                 | 2
        ${group_names}                          | [masters, redis]
        ${group_names?seq_contains("masters")}  | true
        ${playbook_dir}                         | /play
        ${ansible_play_hosts}                   | [h1, h2.example.org]
        ${nope!"d"}                             | d
        ${(nope.x.y)!"d"}                       | d
        ${nope!port}                            | 6379
        ${nothing!"d"}                          | d
        ${nothing}                              | null
        ${{"a": 1, "b": [2]}}                   | {a=1, b=[2]}
        ${{"a": "}"}.a}                         | }
        ${"a}b"}                                | a}b
        ${'it''s'}                              | XX
        ${"in ${port} string"}                  | in 6379 string
        ${r"${raw}"}                            | ${raw}
        ${flag?then("y", "n")}                  | y
        ${[1,2] + [3]}                          | [1, 2, 3]
        ${1..3}                                 | [1, 2, 3]
        ${"a,b"?split(",")}                     | [a, b]
        ${'{"k": [1, true]}'?eval_json.k}       | [1, true]
        ${"in ${int("7")} string"}              | XX
        ${"in ${int('7')} string"}              | in 7 string
        ${hash("a", "md5") + port}              | 0cc175b9c0f1b6a831c399e2697726616379
        ${list?map(x -> b64encode(x))}          | [YQ==, Yg==]
        ${to_json(redis)}                       | {"port": 6379, "url": "redis://h1:6379", "max-mem": "1gb"}
        ${to_json(nothing)}                     | null
        ${first_defined(nope, nothing, port)}   | 6379
        ${default_if_empty(empty, "e")}         | e
        ${dig(redis, "port")}                   | 6379
        ${dig(nope, "a.b", "d")}                | d
        ${sum(numbers)!0}                       | 6
        ${regex_search("a", "b")!"none"}        | none
        ${regex_search("a", "b")??}             | false
        ${int(mode)}                            | 644
        ${b64encode(mode)}                      | MDY0NA==
        """)
    void evaluates(String text, String expected) {
        if (expected.equals("XX")) {
            assertThat(problem(text).code()).isEqualTo("expression.syntax");
            return;
        }
        assertThat(evaluate(text)).hasToString(expected);
    }

    @Test
    void wholeStringsKeepTheirType() {
        assertThat(evaluate("${port}")).isEqualTo(Data.of(6379));
        assertThat(evaluate("${port} ")).isEqualTo(Data.of("6379 "));
        assertThat(evaluate("${flag}")).isEqualTo(Data.of(true));
        assertThat(evaluate("${redis}"))
                .isEqualTo(Data.mapping()
                        .put("port", 6379)
                        .put("url", "redis://h1:6379")
                        .put("max-mem", "1gb")
                        .build());
        assertThat(evaluate("${port + 1}")).isEqualTo(Data.of(6380));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        flag                                       | true
        !flag                                      | false
        port == 6379 && flag                       | true
        port gt 6000                               | true
        port > 6000                                | true
        nope??                                     | false
        !nope??                                    | true
        port?? && port > 1                         | true
        group_names?seq_contains("redis_replica")  | false
        redis_password == "Sid@123"                | true
        "abc"?matches(r"a.c")                      | true
        true                                       | true
        """)
    void decides(String condition, boolean expected) {
        assertThat(holds(condition)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
        ${prt}                     ¦ expression.undefined ¦ 3 ¦ Did you mean 'port'?
        port: ${prt}               ¦ expression.undefined ¦ 9 ¦ Did you mean 'port'?
        x ${  prt }                ¦ expression.undefined ¦ 7 ¦ Did you mean 'port'?
        ${redis.prt}               ¦ expression.undefined ¦ 3 ¦ Did you mean 'port'?
        ${redis.prt + 1}           ¦ expression.undefined ¦ 3 ¦ Did you mean 'port'?
        ${1 + redis["prt"]}        ¦ expression.undefined ¦ 7 ¦ Did you mean 'port'?
        ${port + prt}              ¦ expression.undefined ¦ 10 ¦ Did you mean 'port'?
        ${hostvars.h3.port}        ¦ expression.undefined ¦ 3 ¦ Did you mean 'h1'?
        ${list[7]}                 ¦ expression.undefined ¦ 3 ¦ default
        ${ansible_distribution}    ¦ expression.undefined ¦ 3 ¦ Write facts.distribution.
        ${port                     ¦ expression.unbalanced ¦ 1 ¦ Close
        a${port)}                  ¦ expression.unbalanced ¦ 8 ¦ open it
        ${(port]}                  ¦ expression.unbalanced ¦ 8 ¦ reverse
        ${"port}                   ¦ expression.syntax ¦ 3 ¦ quotes
        ${}                        ¦ expression.empty ¦ 1 ¦ $${
        ${port port}               ¦ expression.syntax ¦ 8 ¦ operators
        ${port +}                  ¦ expression.syntax ¦ 9 ¦ operators
        ${a[${b}]}                 ¦ expression.syntax ¦ 5 ¦ Write the name alone
        {{ port }}                 ¦ expression.jinja ¦ 1 ¦ ${x}
        a {{ port }}/${port}       ¦ expression.jinja ¦ 3 ¦ ${x}
        {% if x %}                 ¦ expression.jinja ¦ 1 ¦ ${x}
        ${not flag}                ¦ expression.foreign ¦ 3 ¦ !x
        ${flag and port}           ¦ expression.foreign ¦ 8 ¦ &&
        ${flag or port}            ¦ expression.foreign ¦ 8 ¦ or_write
        ${"a" in list}             ¦ expression.foreign ¦ 7 ¦ seq_contains
        ${"a" not in list}         ¦ expression.foreign ¦ 7 ¦ seq_contains
        ${port is defined}         ¦ expression.foreign ¦ 8 ¦ x??
        ${port is not defined}     ¦ expression.foreign ¦ 8 ¦ !x??
        ${port | default(1)}       ¦ expression.foreign ¦ 8 ¦ x!"value"
        ${port|int}                ¦ expression.foreign ¦ 7 ¦ x?number
        ${port if flag else 1}     ¦ expression.foreign ¦ 8 ¦ then
        ${port ~ "x"}              ¦ expression.foreign ¦ 8 ¦ +
        ${True}                    ¦ expression.foreign ¦ 3 ¦ true
        ${lookup("env", "HOME")}   ¦ expression.foreign ¦ 3 ¦ env("NAME")
        ${query("pipe", "id")}     ¦ expression.foreign ¦ 3 ¦ Nothing is run
        ${port | b64encode}        ¦ expression.foreign ¦ 8 ¦ b64encode(x)
        ${redis | combine({})}     ¦ expression.foreign ¦ 9 ¦ combine(x, y
        ${"1.2" is version("1.1")} ¦ expression.foreign ¦ 9 ¦ version_compare(
        ${.now}                    ¦ expression.foreign ¦ 3 ¦ format_time
        ${1 + .now?long}           ¦ expression.foreign ¦ 7 ¦ the same twice
        ${hsh(port, "md5")}        ¦ function.unknown ¦ 3 ¦ Did you mean hash(text, algorithm)?
        ${[1, hsh(port)]}          ¦ function.unknown ¦ 7 ¦ Did you mean
        ${hash(port)}              ¦ function.arguments ¦ 3 ¦ takes 2 arguments, and here is 1
        ${int(1, 2, 3)}            ¦ function.arguments ¦ 3 ¦ takes 1 to 2 arguments, and here are 3
        ${zip()}                   ¦ function.arguments ¦ 3 ¦ at least 1 argument,
        ${hash([1, 2], "md5")}     ¦ function.type ¦ 3 ¦ 'text' must be a text, and this is a list
        ${1 + sum(port)}           ¦ function.type ¦ 7 ¦ 'list' must be a list, and this is the number 6379
        ${hash(nothing, "md5")}    ¦ function.type ¦ 3 ¦ nothing (null)
        ${sum(hostvars)}           ¦ function.type ¦ 3 ¦ no value
        ${hash("a", "md6")}        ¦ function.failed ¦ 3 ¦ Did you mean 'md5'?
        ${hash(prt, "md5")}        ¦ expression.undefined ¦ 8 ¦ Did you mean 'port'?
        ${hash("a", alg)}          ¦ expression.undefined ¦ 13 ¦ 'alg' is not defined
        ${list?map(x -> hash(x, prt))} ¦ expression.undefined ¦ 25 ¦ Did you mean 'port'?
        ${mandatory(nope, "no!")}  ¦ function.failed ¦ 3 ¦ no!
        ${hash}                    ¦ expression.undefined ¦ 3 ¦ 'hash' is not defined
        ${"a\\x24{1}${port}"}       ¦ expression.syntax ¦ 3 ¦ plus
        ${"${'\\"'}"}              ¦ expression.syntax ¦ 3 ¦ plus
        ${"port"?eval}             ¦ expression.foreign ¦ 9 ¦ Leave
        ${"port"?interpret}        ¦ expression.foreign ¦ 9 ¦ Leave
        ${"x"?new()}               ¦ expression.foreign ¦ 6 ¦ Leave
        ${port?api}                ¦ expression.foreign ¦ 7 ¦ Leave
        ${(1..200000000)?map(x -> x)?size} ¦ expression.value ¦ 3 ¦ no further
        x${list}                   ¦ expression.not_text ¦ 4 ¦ ?join
        x${redis}                  ¦ expression.not_text ¦ 4 ¦ keys
        x${nothing}                ¦ expression.nothing ¦ 4 ¦ !""
        x${nope!omit}              ¦ expression.omit ¦ 4 ¦ omit
        ${a}                       ¦ expression.cycle ¦ 0 ¦ circle
        ${hostvars.h1}             ¦ expression.value ¦ 3 ¦ plain
        ${port.x}                  ¦ expression.failed ¦ 3 ¦ types
        ${port * list}               ¦ expression.failed ¦ 10 ¦ types
        ${"abc"?number}            ¦ expression.failed ¦ 3 ¦ types
        <#if x>${1 <#-- ) -->}     ¦ expression.syntax ¦ 12 ¦ .ftl
        """)
    void saysWhatIsWrong(String text, String code, int column, String remedy) {
        Problem problem = problem(text);
        assertThat(problem.code()).as(problem.toString()).isEqualTo(code);
        if (column > 0) {
            assertThat(problem.at().orElseThrow().column())
                    .as(problem.toString())
                    .isEqualTo(column + 1);
        }
        assertThat(problem.message() + " " + problem.remedy()).contains(remedy.equals("or_write") ? "a || b" : remedy);
    }

    @Test
    void namesTheCircle() {
        assertThat(problem("${a}").message()).isEqualTo("the variable needs itself: a → b → c.x → a");
        assertThat(evaluate("${c.y}")).isEqualTo(Data.of(1));
    }

    @Test
    void blamesTheDefinitionAndNotItsUse() {
        play = SomeHosts.definitions("play.yml", "outer: ok\ninner: \"x ${nope_here}\"\n");
        assertThat(problem("${inner}").at().orElseThrow()).hasToString("play.yml:2:13");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${later}",
                "${later!1}",
                "${(later.x)!1}",
                "x${later}",
                "${later??}",
                "${[later, 1]}",
                "${list?map(x -> x + later)}",
                "${hash(later, 'md5')}",
                "${first_defined(later, 1)}",
                "${default_if_empty(later, 1)}",
                "${to_json([1, {'a': later}])}"
            })
    void whatIsKnownLaterPassesThroughEveryOperator(String text) {
        registered.put("registered_one", new Value.Pending("restart redis on h1"));
        assertThatThrownBy(() -> evaluate(text))
                .isInstanceOfSatisfying(
                        NotYetKnown.class, thrown -> assertThat(thrown.after()).isEqualTo("restart redis on h1"));
    }

    @Test
    void registeredValuesAreNeverTemplates() {
        registered.put(
                "answer",
                new Value.Present(Data.mapping()
                        .put("stdout", "${port} ${7*7} {{ x }}")
                        .put("lines", Data.of(List.of(Data.of("<#assign x=1>${x}"))))
                        .build()));
        assertThat(evaluate("${answer.stdout}")).isEqualTo(Data.of("${port} ${7*7} {{ x }}"));
        assertThat(evaluate("a ${answer.stdout} b")).isEqualTo(Data.of("a ${port} ${7*7} {{ x }} b"));
        assertThat(evaluate("${answer.lines?map(l -> l + '!')}")).hasToString("[<#assign x=1>${x}!]");
        assertThat(evaluate("${answer.stdout + \"x\"}")).isEqualTo(Data.of("${port} ${7*7} {{ x }}x"));
    }

    @Test
    void closerDefinitionsCountFirst() {
        play = SomeHosts.definitions("play.yml", "port: 1\nname: play");
        assertThat(evaluate("${port}")).isEqualTo(Data.of(1));
        registered.put("port", new Value.Present(Data.of(2)));
        assertThat(evaluate("${port}")).isEqualTo(Data.of(2));
        extra = SomeHosts.definitions("-e", "port: 3");
        assertThat(evaluate("${port}")).isEqualTo(Data.of(3));
        local = Map.of("port", new Value.Present(Data.of(4)));
        assertThat(evaluate("${port}")).isEqualTo(Data.of(4));
        assertThat(evaluate("${hostvars['h2.example.org'].port}")).isEqualTo(Data.of(3));
        assertThat(evaluate("${hostvars['h2.example.org'].name!'none'}")).isEqualTo(Data.of("none"));
    }

    @Test
    void secrecyTravels() {
        assertThat(evaluate("${redis_password}")).hasToString(Text.MASK).isEqualTo(Data.of("Sid@123"));
        assertThat(evaluate("requirepass ${redis_password} # ${port}")).hasToString("requirepass ******** # 6379");
        assertThat(evaluate("${url}")).hasToString("redis://:********@h");
        assertThat(evaluate("x ${url} y")).hasToString("x redis://:********@h y");
        assertThat(evaluate("${shout}")).hasToString(Text.MASK).isEqualTo(Data.of("SID@123"));
        assertThat(evaluate("${redis_password + \"x\"}")).hasToString(Text.MASK);
        assertThat(evaluate("${[redis_password, port, 'w']}").toString()).doesNotContain("Sid@123");
        assertThat(evaluate("${list?map(x -> x + redis_password)}")).hasToString("[********, ********]");
        assertThat(evaluate("${{\"k\": redis_password}}")).hasToString("{k=********}");
        assertThat(evaluate("${credentials}")).hasToString("{user=u, password=********}");
        assertThat(evaluate("${credentials.password}")).hasToString(Text.MASK);
        assertThat(evaluate("${pin_token}")).hasToString(Text.MASK).isEqualTo(Data.of("0042"));
        assertThat(evaluate("${pin_token + 1}")).hasToString(Text.MASK).isEqualTo(Data.of("43"));
        assertThat(evaluate("${port}${flag}")).hasToString("6379true");
        registered.put("answer", new Value.Present(Data.of(Text.of("a").plus(Text.secret("b")))));
        assertThat(evaluate("${answer}-")).hasToString("a********-");
        assertThat(evaluate("${hash(redis_password, 'md5')}")).hasToString(Text.MASK);
        assertThat(evaluate("${hash(port, 'md5')}")).hasToString("92c3b916311a5517d9290576e3ea37ad");
        assertThat(evaluate("${b64encode('u:' + redis_password)}")).hasToString(Text.MASK);
        assertThat(evaluate("${regex_findall(redis_password, '[a-z]+')}")).hasToString("[********]");
        assertThat(evaluate("${int(pin_token) + 1}")).hasToString(Text.MASK).isEqualTo(Data.of("43"));
        assertThat(evaluate("${to_json(credentials)}")).hasToString("{\"user\": \"u\", \"password\": \"********\"}");
        assertThat(evaluate("${to_yaml(credentials)}")).hasToString("user: u\npassword: \"********\"\n");
        assertThat(evaluate("${combine(credentials, {'port': port})}"))
                .hasToString("{user=u, password=********, port=6379}");
        assertThat(evaluate("${dict2items(credentials)}"))
                .hasToString("[{key=user, value=u}, {key=password, value=********}]");
        assertThat(evaluate("${dig(credentials, 'password')}")).hasToString(Text.MASK);
        assertThat(evaluate("${first_defined(nope, redis_password)}")).hasToString(Text.MASK);
        assertThat(evaluate("${shuffle([redis_password, 'x'], 's')}").toString())
                .contains(Text.MASK, "x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${redis_password?number}",
                "${redis_password.x}",
                "${redis_password * 2}",
                "${redis_password?date}",
                "${{}[redis_password].x}",
                "${redis_password?eval_json}",
                "${list[redis_password]}",
                "${int(redis_password)}",
                "${from_json(redis_password)}",
                "${from_yaml('a: [' + redis_password)}",
                "${ip_address(redis_password)}",
                "${regex_search('a', redis_password + '(')}",
                "${sum(redis_password)}",
                "${file(redis_password)}"
            })
    void secretsStayOutOfMessages(String text) {
        assertThatThrownBy(() -> evaluate(text))
                .isInstanceOfSatisfying(
                        EvaluationException.class,
                        thrown -> assertThat(thrown.problem().toString() + thrown + thrown.getCause())
                                .doesNotContain("Sid@123"));
    }

    @Test
    void omitLeavesOut() {
        assertThat(Expressions.isOmitted(evaluate("${optional}"))).isTrue();
        assertThat(Expressions.isOmitted(evaluate("(omitted)"))).isFalse();
    }

    @Test
    void conditionsAreTrueOrFalseAndNothingElse() {
        assertThat(catchThrowableOfType(EvaluationException.class, () -> holds("no_word"))
                        .problem())
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("expression.not_boolean");
                    assertThat(problem.message())
                            .isEqualTo("'when' must be true or false, and this is the string 'no'");
                });
        assertThat(catchThrowableOfType(EvaluationException.class, () -> holds("redis_password"))
                        .problem()
                        .message())
                .contains("a secret string");
        assertThat(catchThrowableOfType(EvaluationException.class, () -> holds("port"))
                        .problem()
                        .message())
                .contains("the number 6379");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${(1..port*10)?map(x -> (1..port*10)?map(y -> y)?join(''))?join('')}",
                "${(1..90000)?map(x -> big?join(''))?join('')}",
                "${(1..port*100000)?map(x -> x)?join('')}",
                "${(-port*100000..0)?map(x -> x)?join('')}",
                "${[port*100000..*2, 1]?size}",
                "${(\"a\"?left_pad(60, \"a\") + \"b\")?matches(r\"(.*a){12}c\")}",
                "${1..port*100000}",
                "${\"${(1..port*100000)?join('')}\"}",
                "${'$${(1..port*100000)?join(\"\")}'}",
                "${\"a\"?left_pad(port*100000)}",
                "${(1..90000)?map(x -> \"a\"?left_pad(90000))?join('')}",
                "${list?map(x -> (1..90000)?map(y -> big?map(z -> z)?join(''))?join(''))?join('')}",
                "${(1..90000)?map(x -> password_hash(x, 'sha512', 'a', 1000000))?join('')}",
                "${1..}"
            })
    void longComputationsEnd(String text) {
        Problem problem = problem(text);
        assertThat(problem.code()).as(problem.toString()).isIn("expression.too_slow", "expression.value");
    }

    @Test
    void valuesThatHoldOthersManyTimesEnd() {
        StringBuilder lists = new StringBuilder("l0: [a]\nt0: aaaaaaaaaa\n");
        for (int i = 1; i < 50; i++) {
            lists.append("l%d: [\"${l%d}\", \"${l%d}\"]\n".formatted(i, i - 1, i - 1));
            lists.append("t%d: \"${t%d}${t%d}\"\n".formatted(i, i - 1, i - 1));
        }
        play = SomeHosts.definitions("play.yml", lists.toString());
        for (String name : List.of("l49", "t49", "to_json(l49)", "hash(t49, 'md5')", "[l49, t49]")) {
            assertThat(problem("${" + name + "}").code()).as(name).isIn("expression.value", "function.type");
        }
        assertThat(evaluate("${flatten(l9)?size}")).isEqualTo(Data.of(512));
    }

    @Test
    void deepNestingIsAnErrorAndNoOverflow() {
        assertThat(problem("${" + "(".repeat(60) + "1" + ")".repeat(60) + "}").code())
                .isEqualTo("expression.depth");
        assertThat(problem("${" + "1+".repeat(1900) + "x}").code()).isIn("expression.undefined", "expression.depth");
        assertThat(problem("${" + "1+".repeat(3000) + "1}").code()).isEqualTo("expression.too_long");
        StringBuilder chain = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            chain.append("v").append(i).append(": \"${v").append(i + 1).append("}\"\n");
        }
        play = SomeHosts.definitions("play.yml", chain.toString());
        assertThat(problem("${v0}").code()).isEqualTo("expression.depth");
    }
}
