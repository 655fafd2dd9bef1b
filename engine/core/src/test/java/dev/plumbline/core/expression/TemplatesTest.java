package dev.plumbline.core.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plumbline.api.value.HostName;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.program.Environment;
import dev.plumbline.core.program.EvaluationException;
import dev.plumbline.core.program.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
    @TempDir
    Path outside;

    private Path project;
    private Expressions expressions;
    private final SomeHosts inventory = new SomeHosts().host("h1", """
        port: 6379
        mode: 0644
        version: 1.10
        list: [a, b]
        redis_password: Sid@123
        url: "redis://:${redis_password}@h"
        empty_password: ""
        """, "web");

    @BeforeEach
    void lay() throws IOException {
        project = Files.createDirectories(outside.resolve("project")).toRealPath();
        Files.createDirectories(project.resolve("plays/templates/sub"));
        Files.createDirectories(project.resolve("templates"));
        expressions = fresh();
    }

    private Expressions fresh() {
        return new Expressions(
                new TemplateFiles(List.of(project.resolve("plays/templates"), project.resolve("templates")), project),
                Duration.ofSeconds(2));
    }

    private Text render(String name) {
        return expressions.render(
                name,
                SomeHosts.at(),
                VariableScope.of(inventory, Map.of(), "/play"),
                new Environment(new HostName("h1"), Map.of(), Map.of()));
    }

    private Text rendered(String template) {
        try {
            Files.writeString(project.resolve("templates/t.ftl"), template);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        expressions = fresh();
        return render("t.ftl");
    }

    private Problem problem(String template) {
        return catchThrowableOfType(EvaluationException.class, () -> rendered(template))
                .problem();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        port ${port}                                  | port 6379
        ${mode} ${version} ${port + 1}                | 0644 1.10 6380
        $${HOME} ${r"${x}"} #{x} $1                   | ${HOME} ${x} #{x} $1
        <#list list as x>${x}<#sep>,</#sep></#list>   | a,b
        <#if port gt 1>y<#else>n</#if>                | y
        ${nope!"d"}                                   | d
        {{ x }}                                       | {{ x }}
        <#assign s = "$${a}">${s}                     | ${a}
        <#-- ?eval -->x                               | x
        http://h/?new=1                               | http://h/?new=1
        <#noparse>${x} $${y}</#noparse>               | ${x} ${y}
        ${true}                                       | true
        ${hash("a", "md5")}                           | 0cc175b9c0f1b6a831c399e269772661
        <#list union(list, ["c"]) as x>${x}</#list>   | abc
        <#if port gt int("1")>y</#if>                 | y
        <#if (port > int("1"))>y</#if>                | y
        <#assign prefix = 3>${prefix} ${prefix("10.0.0.0/8")} | 3 8
        hash($a) <#-- hsh(1) --> hsh(2)               | hash($a)  hsh(2)
        <#function f(a, b=1)><#return a + b></#function>${f(2)} | 3
        <#macro m a rest...>${a}${rest?size}</#macro><@m a=1 b=2 /> | 11
        <#list 1..3 as x>${x}</#list>                 | 123
        <#assign l = 1..3 k = 2..4 s = "a" + "b">${l?size}${k?size}${s} | 33ab
        <#assign a = true b = 1 gt 2 c = (a)?then("x", "y") d = {"k": [1, 2]}>${b?c}${c}${d.k[1]} | falsex2
        <#assign n = 1><#assign n += 2><#assign s>x${n}</#assign>${s} | x3
        <#noparse>${hsh(1)}</#noparse>                | ${hsh(1)}
        <#list list as x><#if x == "a">${x?left_pad(3)}</#if></#list> | `  a`
        ${"x ${int('7')}"}                            | x 7
        """)
    void renders(String template, String expected) {
        assertThat(rendered(template).reveal()).isEqualTo(expected);
    }

    @Test
    void secretsAreFoundAgainInWhatComesOut() {
        assertThat(rendered("requirepass ${redis_password}\nport ${port}\n"))
                .hasToString("requirepass ********\nport 6379\n");
        assertThat(rendered("${url} ${redis_password}")).hasToString("redis://:********@h ********");
        assertThat(rendered("Sid@123 ${redis_password}")).hasToString("******** ********");
        assertThat(rendered("x ${empty_password} y")).hasToString("x  y");
        assertThat(rendered("<#if redis_password??>x</#if>")).hasToString("x");
        assertThat(rendered("a ${b64encode(redis_password)} b")).hasToString("a ******** b");
        assertThat(rendered("a ${to_json([redis_password, 1])} b")).hasToString("a [\"********\", 1] b");
        assertThat(rendered("a ${hash(redis_password + 'x', 'md5')} b")).hasToString(Text.MASK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x ${redis_password?upper_case} y",
                "x ${redis_password} ${redis_password?url('UTF-8')} y",
                "x <#list redis_password?split('') as c>${c}-</#list> y",
                "<#assign l = redis_password?length>${l}"
            })
    void aSecretInAnotherFormMakesAllSecret(String template) {
        assertThat(rendered(template)).hasToString(Text.MASK);
    }

    @Test
    void problemsHaveTheirPlaceInTheTemplate() {
        Problem undefined = problem("a\nb ${prt}\n");
        assertThat(undefined.code()).isEqualTo("expression.undefined");
        assertThat(undefined.at().orElseThrow()).hasToString("templates/t.ftl:2:5");
        assertThat(undefined.remedy()).isEqualTo("Did you mean 'port'?");
        assertThat(problem("a\n <#list 1..3 as x>${int(x)} ${prt}</#list>").at().orElseThrow())
                .hasToString("templates/t.ftl:2:31");
        Problem call = problem("a\n${(1..2)?join('')}\t${hash(1..2, 'md5')}");
        assertThat(call.at().orElseThrow()).as(call.toString()).hasToString("templates/t.ftl:2:22");
        Problem argument = problem("${int(1)}${hash('a', alg)}");
        assertThat(argument.at().orElseThrow()).as(argument.toString()).hasToString("templates/t.ftl:1:22");
        Problem syntax = problem("${int(1)} ${port port}");
        assertThat(syntax.at().orElseThrow()).as(syntax.toString()).hasToString("templates/t.ftl:1:18");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        <#if x>                              | template.syntax
        ${port                               | template.syntax
        ${list}                              | template.failed
        ${"x"?eval}                          | template.syntax
        ${"x"?interpret}                     | template.syntax
        <#assign x = "x"?eval>               | template.syntax
        ${"freemarker.template.utility.Execute"?new()("id")} | template.syntax
        ${port?api}                          | template.syntax
        ${.now}                              | template.syntax
        <#assign t = .now>                   | template.syntax
        ${port is defined}                   | template.syntax
        ${"it's}                             | template.syntax
        <#if (port                           | template.syntax
        ${hsh(port)}                         | function.unknown
        <#if hsh(port) == 1></#if>           | function.unknown
        ${hash(port)}                        | function.arguments
        ${hash(list, "md5")}                 | function.type
        ${hash(prt, "md5")}                  | expression.undefined
        <#function hash x><#return x></#function> | template.syntax
        <#list 1..2000000000 as x></#list>   | template.value
        <#assign x = (1..2000000000)?map(x -> x)> | template.value
        <#list 1..90000 as x><#list 1..90000 as y><#list 1..90000 as z></#list></#list></#list> | template.too_slow
        ${"a"?left_pad(2000000000)}          | template.value
        <#assign s = "aaaaaaaaaaaaaaaa"><#list 1..40 as x><#assign s = s + s></#list>${s} | template.value
        <#include "../../../etc/passwd">     | template.failed
        <#include "/etc/passwd">             | template.failed
        <#list 1..200000000 as x><#list 1..200000000 as y></#list></#list> | template.value
        <#list 1..200000000 as x>aaaaaaaaaaaaaaaa</#list> | template.value
        <#macro m><@m/></#macro><@m/>        | template.depth
        ${redis_password?number}             | template.failed
        """)
    void refuses(String template, String code) {
        Problem problem = problem(template);
        assertThat(problem.code()).as(problem.toString()).isEqualTo(code);
        assertThat(problem.toString()).doesNotContain("Sid@123").doesNotContain("root:");
    }

    @Test
    void theFolderBesideThePlaybookGoesFirst() throws IOException {
        Files.writeString(project.resolve("templates/a.ftl"), "project");
        Files.writeString(project.resolve("templates/b.ftl"), "only here");
        Files.writeString(project.resolve("plays/templates/a.ftl"), "beside <#include 'sub/c.ftl'>");
        Files.writeString(project.resolve("plays/templates/sub/c.ftl"), "included <#include 'd.ftl'>");
        Files.writeString(project.resolve("plays/templates/sub/d.ftl"), "deeper");
        assertThat(render("a.ftl").reveal()).isEqualTo("beside included deeper");
        assertThat(render("b.ftl").reveal()).isEqualTo("only here");
        assertThat(render("../../templates/b.ftl").reveal()).isEqualTo("only here");
        assertThat(render(project.resolve("templates/b.ftl").toString()).reveal())
                .isEqualTo("only here");
    }

    @Test
    void nothingOutsideTheProjectIsRead() throws IOException {
        Path secret = Files.writeString(outside.resolve("secret.ftl"), "outside");
        Files.createSymbolicLink(project.resolve("templates/link.ftl"), secret);
        for (String name :
                List.of("../../secret.ftl", "../../../secret.ftl", "link.ftl", secret.toString(), "nope", " ", "a\0")) {
            Problem problem = catchThrowableOfType(EvaluationException.class, () -> render(name))
                    .problem();
            assertThat(problem.code()).as(name).isIn("template.outside", "template.not_found");
            assertThat(problem.at()).contains(SomeHosts.at());
        }
        assertThat(problem("<#include 'link.ftl'>").code()).isIn("template.failed", "template.outside");
    }

    @Test
    void bytesThatAreNoTextAreRefused() throws IOException {
        Files.write(project.resolve("templates/bad.ftl"), new byte[] {'a', (byte) 0xff});
        assertThat(catchThrowableOfType(EvaluationException.class, () -> render("bad.ftl"))
                        .problem()
                        .code())
                .isEqualTo("template.unreadable");
    }
}
