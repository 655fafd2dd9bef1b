package dev.plumbline.core.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.function.Function;
import dev.plumbline.core.function.Functions;
import dev.plumbline.core.function.ProjectFiles;
import dev.plumbline.core.function.Type;
import dev.plumbline.core.program.Environment;
import dev.plumbline.core.program.EvaluationException;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.secret.Secrets;
import dev.plumbline.core.vault.Vault;
import dev.plumbline.core.yaml.YamlNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionsTest {
    private static final String NESTED_REPETITION = "a".repeat(60) + "b";

    @TempDir
    Path outside;

    private Path project;
    private Functions functions;
    private Expressions expressions;
    private final SomeHosts inventory = new SomeHosts()
            .host("h1", "{port: 6379, null_value: ~, a_password: Sid@123}", "web")
            .host("h2", "{}", "web");

    @BeforeEach
    void lay() throws IOException {
        project = Files.createDirectories(outside.resolve("project")).toRealPath();
        Files.createDirectories(project.resolve("files/conf.d"));
        functions = Expressions.functions(
                new ProjectFiles(List.of(project.resolve("files")), project),
                new Secrets(Vault.withoutKeys(), (provider, name) -> Text.secret(provider + ":" + name)));
        expressions =
                new Expressions(new TemplateFiles(List.of(), project), functions, Secrets.none(), Expressions.LONGEST);
    }

    private Data evaluate(String expression) {
        return evaluate(expression, "h1", "value");
    }

    private Data evaluate(String expression, String host, String label) {
        YamlNode.Scalar scalar =
                new YamlNode.Scalar("${" + expression + "}", YamlNode.Style.DOUBLE_QUOTED, false, SomeHosts.at(), 0);
        return expressions.evaluate(
                scalar,
                label,
                VariableScope.of(inventory, Map.of(), "/play"),
                new Environment(new HostName(host), Map.of(), Map.of()));
    }

    private Problem problem(String expression) {
        return catchThrowableOfType(EvaluationException.class, () -> evaluate(expression))
                .problem();
    }

    @TestFactory
    List<DynamicTest> examplesAreTrue() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Functions.Field field : functions.fields()) {
            for (Function function : field.functions()) {
                boolean looksUp = List.of("Lookups", "Secrets").contains(field.title());
                tests.add(DynamicTest.dynamicTest(
                        function.name(),
                        () -> assertThat(function.examples())
                                .as("examples of " + function.name())
                                .matches(examples -> looksUp || !examples.isEmpty())));
                function.examples()
                        .forEach(example -> tests.add(DynamicTest.dynamicTest(
                                example.call(),
                                () -> assertThat(evaluate(example.call())).hasToString(example.gives()))));
            }
        }
        return tests;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
        bool("off")                                    ¦ false
        bool(true)                                     ¦ true
        int(-7.9)                                      ¦ -7
        int("0x1F", 16)                                ¦ 31
        int("0b101", 2)                                ¦ 5
        human_bytes(0)                                 ¦ 0.00 Bytes
        human_bytes(1023)                              ¦ 1023.00 Bytes
        bytes("10")                                    ¦ 10
        bytes("1KiB")                                  ¦ 1024
        bytes("2 mb")                                  ¦ 2097152
        indent("a\\n\\nb\\n", 2, true)                   ¦ `  a\n\n  b\n`
        indent("", 2, true)                            ¦ ``
        comment("a\\n\\nb", "; ")                        ¦ `; a\n;\n; b`
        wordwrap("looooong a b", 3)                    ¦ `looooong\na b`
        basename("x/")                                 ¦ ``
        dirname("/x")                                  ¦ /
        dirname("x")                                   ¦ ``
        splitext(".bashrc")                            ¦ [.bashrc, ]
        splitext("a/b.c/d")                            ¦ [a/b.c/d, ]
        lines("")                                      ¦ []
        version_compare("1.10", ">", "1.9")            ¦ true
        version_compare("1.0", "==", "1")              ¦ true
        version_compare("v2", "ge", "2.0.0")           ¦ true
        version_compare("1:1.0", ">", "2.0")           ¦ true
        version_compare("5:7.0~rc1-1", "<", "5:7.0")   ¦ true
        version_compare("2.0+deb12u1", ">", "2.0")     ¦ true
        version_compare("1.0-alpha", "<", "1.0-beta")  ¦ true
        version_compare("1.0.0-rc.1", "<", "1.0.1")    ¦ true
        matches("redis", "red")                        ¦ false
        regex_search("abc", "(?P<x>b)(c)", "x")        ¦ b
        regex_findall("a1b22", r"\\d+")                 ¦ [1, 22]
        regex_replace("aaa", "a", "$1\\\\\\\\")            ¦ $1\\$1\\$1\\
        regex_replace("x=1", r"(?<k>\\w)=", r"\\g<k>:")  ¦ x:1
        regex_replace("ab", "", "-")                   ¦ -a-b-
        matches("a.b*c", regex_escape("a.b*c"))        ¦ true
        b64decode("Z3LD\\nvMOf")                         ¦ grüß
        urldecode("%E2%82%AC")                         ¦ €
        quote("")                                      ¦ ''
        quote("a/b-c_1.2:3")                           ¦ a/b-c_1.2:3
        quote("$(x)")                                  ¦ '$(x)'
        hash("grüß", "sha256")                         ¦ 0be03191333143d96baa686cb1084f775f1d73d7d580b35367694594f4904c48
        uuid5("a")                                     ¦ 9b6d1a0c-51b1-5093-93fc-cf09a700edff
        to_json({"k": "a\\"\\\\b\\n\\x0001"})              ¦ {"k": "a\\"\\\\b\\n\\u0001"}
        to_json([])                                    ¦ []
        to_nice_json({})                               ¦ {}
        to_json(1.50)                                  ¦ 1.5
        from_json("1e3")                               ¦ 1e3
        from_json("[]")                                ¦ []
        from_yaml("")                                  ¦ null
        from_yaml("a: !unsafe b")                      ¦ {a=b}
        from_yaml(to_yaml(["a: b", "#x", "- y", "1", "true", "~", "a  b", "x ", "é\\t", {"yes": []}, [[1], {}]])) ¦ [a: b, #x, - y, 1, true, ~, a  b, x , é\t, {yes=[]}, [[1], {}]]
        to_yaml([])                                    ¦ `[]\n`
        to_yaml([[1, 2], {"a": {"b": 1}, "c": 2}])     ¦ `- - 1\n  - 2\n- a:\n    b: 1\n  c: 2\n`
        combine({"a": 1, "b": {"x": 1}}, {"b": {"y": 2}}) ¦ {a=1, b={y=2}}
        items2dict([{"n": "a", "v": 1}], "n", "v")     ¦ {a=1}
        dig([[1, 2]], "0.1")                           ¦ 2
        dig({"a": 1}, "a.b", "none")                   ¦ none
        unique([{"a": 1}, {"a": 1.0}, "1", 1])         ¦ [{a=1}, 1, 1]
        intersect([1, 1, 2], [1])                      ¦ [1]
        flatten([[1, [2]], 3], 1)                      ¦ [1, [2], 3]
        flatten([[1]], 0)                              ¦ [[1]]
        zip([1, 2], [3])                               ¦ [[1, 3]]
        product([1, 2])                                ¦ [[1], [2]]
        product([1], [])                               ¦ []
        subelements([{"a": 1}], "k", true)             ¦ []
        sum([])                                        ¦ 0
        is_ip("010.0.0.1")                             ¦ false
        is_ip("10.0.0.256")                            ¦ false
        is_ip("fe80::1%eth0")                          ¦ false
        is_ip("1::2::3")                               ¦ false
        is_ip("1:2:3:4:5:6:7:8", 6)                    ¦ true
        is_ip("1:2:3:4:5:6:7:8:9")                     ¦ false
        is_ip(":1:2:3:4:5:6:7")                        ¦ false
        ip_address("::")                               ¦ ::
        ip_address("1:0:0:2:0:0:0:3")                  ¦ 1:0:0:2::3
        ip_address("1:0:2:3:4:5:6:7")                  ¦ 1:0:2:3:4:5:6:7
        ip_address("::ffff:10.0.0.1")                  ¦ ::ffff:a00:1
        network("10.0.0.1")                            ¦ 10.0.0.1/32
        network("10.9.9.9/0")                          ¦ 0.0.0.0/0
        netmask("2001:db8::/32")                       ¦ ffff:ffff::
        broadcast("2001:db8::/126")                    ¦ 2001:db8::3
        in_network("10.0.0.0/8", "10.1.0.0/16")        ¦ false
        in_network("10.1.0.0/16", "10.0.0.0/8")        ¦ true
        in_network("::1", "10.0.0.0/8")                ¦ false
        nth_host("2001:db8::/64", 257)                 ¦ 2001:db8::101
        reverse_dns("2001:db8::1")                     ¦ 1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa
        format_time(1.5, "ss.SSS")                     ¦ 01.500
        random(1, "x")                                 ¦ 0
        shuffle([], "x")                               ¦ []
        file_exists("nope")                            ¦ false
        files_like("*.conf")                           ¦ []
        """)
    void gives(String expression, String expected) {
        assertThat(evaluate(expression)).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
        bool("maybe")                       ¦ neither true nor false
        int("x")                            ¦ no number
        int("9", 8)                         ¦ base 8
        int("1", 99)                        ¦ 2 to 36
        sum([1, "a"])                       ¦ is no number
        bytes("1 parsec")                   ¦ 512 MB
        random(0, "x")                      ¦ at least 1
        indent("a", 5000)                   ¦ 0 to 1000
        version_compare("1", "~", "2")      ¦ compares no versions
        version_compare("", "<", "2")       ¦ is no version
        regex_search("a", "(")              ¦ Mend it
        regex_search("a", "a", 1)           ¦ no group '1'
        regex_search("a", "a", "n")         ¦ no group 'n'
        b64decode("%")                      ¦ not base64
        b64decode("/w==")                   ¦ not UTF-8
        urldecode("%4")                     ¦ %25
        urldecode("%ff")                    ¦ not UTF-8
        password_hash("a", "md5")           ¦ sha512 or sha256
        password_hash("a", "sha512", "ä")   ¦ salt
        password_hash("a", "sha512", "a", 999999999) ¦ rounds
        uuid5("a", "b")                     ¦ no UUID
        from_json("{")                      ¦ no JSON
        from_json("")                       ¦ empty
        from_json("1 2")                    ¦ more than one
        from_json("[1,]")                   ¦ no JSON
        from_json('{"a":1,"a":2}')          ¦ no JSON
        from_json("1e999999999")            ¦ too large
        from_yaml("a: [")                   ¦ line 1
        from_yaml("!!java.net.URL [x]")     ¦ no YAML
        from_yaml("&a [*a]")                ¦ no YAML
        items2dict([{"a": 1}])              ¦ has no 'key'
        dig({}, "a")                        ¦ Give a default
        product(1..1000, 1..1000)           ¦ 200000
        subelements([{"a": 1}], "b")        ¦ has no 'b'
        subelements([{"a": 1}], "a")        ¦ no list
        ip_address("x")                     ¦ no address
        network("10.0.0.0/33")              ¦ no prefix
        network("10.0.0.0/255.0.255.0")     ¦ no prefix
        nth_host("10.0.0.0/30", 4)          ¦ no address 4
        nth_host("10.0.0.0/30", -5)         ¦ no address -5
        format_time(0, "b{")                ¦ yyyy-MM-dd
        format_time(0, "yyyy", "Mars")      ¦ UTC
        file("nope")                        ¦ files
        file("../../x")                     ¦ there is no file
        files_like("../*")                  ¦ outside
        first_defined(null_value, nowhere)  ¦ default
        group_by([{"p": 1}], "k")           ¦ has no 'k'
        """)
    void refuses(String expression, String words) {
        Problem problem = problem(expression);
        assertThat(problem.code()).as(problem.toString()).isEqualTo("function.failed");
        assertThat(problem.message() + " " + problem.remedy()).contains(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(.*a){12}c", "(a*)*\\\\1c", "(a?a?a?a?a?a?a?a?){12}c", "(.*)(.*)(.*)(.*)(.*)(.*)c"})
    void aPatternThatRunsAwayIsRefused(String pattern) {
        for (String call : List.of("matches(%s)", "regex_search(%s)", "regex_findall(%s)", "regex_replace(%s, '')")) {
            String arguments = "'" + NESTED_REPETITION + "', '" + pattern + "'";
            assertThat(problem(call.formatted(arguments)).message()).contains("backtracks too much");
        }
    }

    @Test
    void aPatternMayLookAtALongText() {
        assertThat(evaluate("regex_findall((1..20000)?join('\\n'), r'(?m)^\\d*7$')?size"))
                .isEqualTo(Data.of(2000));
        assertThat(problem("regex_search((1..90000)?join('a'), '(a|[0-9])*b')").message())
                .contains("backtracks too much");
    }

    @Test
    void passwordHashesAreThoseOfTheSystem() throws IOException, InterruptedException {
        for (Map.Entry<String, String> method :
                Map.of("sha512", "-6", "sha256", "-5").entrySet()) {
            Process openssl =
                    new ProcessBuilder("openssl", "passwd", method.getValue(), "-salt", "ab./Z9", "grüß dich").start();
            String expected = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(openssl.waitFor()).isZero();
            assertThat(evaluate("password_hash('grüß dich', '" + method.getKey() + "', 'ab./Z9')"))
                    .hasToString(expected);
        }
        assertThat(evaluate("password_hash('a', 'sha512', 'saltsalt')"))
                .hasToString(
                        "$6$saltsalt$8gzUrz5S2/0AfMGfui2LllQQ2fwu.jYnAVGef2XY7gAo0jNFrzHsTq9lMr2ze7QvIJxr4BYOKdgDpx4Va9Atb1");
        assertThat(evaluate("password_hash('a', 'sha512', 'x', 1000)").toString())
                .startsWith("$6$rounds=1000$x$");
    }

    @Test
    void aSaltOfItsOwnIsTheSameForTheSameHostAndName() {
        String first = evaluate("password_hash('a')", "h1", "deploy_hash").toString();
        assertThat(first)
                .startsWith("$6$")
                .isEqualTo(evaluate("password_hash('a')", "h1", "deploy_hash").toString());
        assertThat(first)
                .isNotEqualTo(
                        evaluate("password_hash('a')", "h2", "deploy_hash").toString());
        assertThat(first)
                .isNotEqualTo(evaluate("password_hash('a')", "h1", "admin_hash").toString());
        assertThat(evaluate("password_hash(a_password)")).hasToString(Text.MASK);
    }

    @Test
    void filesAreDataOfTheProject() throws IOException {
        Files.writeString(project.resolve("files/motd"), "${port} {{ x }}\nsecond\n");
        Files.writeString(project.resolve("files/api_token.txt"), "t0p");
        Files.writeString(project.resolve("files/conf.d/b.conf"), "");
        Files.writeString(project.resolve("files/conf.d/a.conf"), "");
        Files.writeString(project.resolve("files/vaulted"), "$ANSIBLE_VAULT;1.1;AES256\n00");
        Files.write(project.resolve("files/bytes"), new byte[] {(byte) 0xff});
        Path secret = Files.writeString(outside.resolve("outside.txt"), "outside");
        Files.createSymbolicLink(project.resolve("files/link"), secret);
        Files.createSymbolicLink(project.resolve("files/up"), outside);

        assertThat(evaluate("file('motd')")).isEqualTo(Data.of("${port} {{ x }}\nsecond\n"));
        assertThat(evaluate("file('files/motd')")).isEqualTo(evaluate("file('motd')"));
        assertThat(evaluate("lines_of('motd')")).hasToString("[${port} {{ x }}, second]");
        assertThat(evaluate("file_exists('motd')")).isEqualTo(Data.of(true));
        assertThat(evaluate("file('api_token.txt')")).hasToString(Text.MASK).isEqualTo(Data.of("t0p"));
        assertThat(evaluate("lines_of('api_token.txt')")).hasToString("[********]");
        assertThat(evaluate("files_like('conf.d/*.conf')")).hasToString("[conf.d/a.conf, conf.d/b.conf]");
        assertThat(problem("file('vaulted')").message()).contains("encrypted");
        assertThat(problem("file('bytes')").message()).contains("UTF-8");
        for (String name :
                List.of("link", "up/outside.txt", "../outside.txt", "../../outside.txt", secret.toString())) {
            assertThat(problem("file('" + name + "')").message())
                    .as(name)
                    .containsAnyOf("outside the project", "there is no file")
                    .doesNotEndWith("outside");
        }
        assertThat(problem("files_like('up/*')").message()).contains("outside");
    }

    @Test
    void theEnvironmentIsLookedUp() {
        assertThat(evaluate("env('PATH')")).isEqualTo(Data.of(System.getenv("PATH")));
        assertThat(evaluate("env('NO_SUCH_VARIABLE')!'none'")).isEqualTo(Data.of("none"));
    }

    @Test
    void secretsComeFromTheirSource() {
        assertThat(evaluate("secret('db')")).hasToString(Text.MASK).isEqualTo(Data.of("command:db"));
        assertThat(evaluate("b64encode(secret('db', 'op'))"))
                .hasToString(Text.MASK)
                .isEqualTo(Data.of("b3A6ZGI="));
        assertThat(problem("secret()").code()).isEqualTo("function.arguments");
    }

    @Test
    void moreFunctionsCanBeAdded() {
        Function twice = Function.named(
                        "twice",
                        Type.TEXT,
                        "The text twice.",
                        arguments -> Data.of(arguments.words(0).plus(arguments.words(0))))
                .takes("text", Type.TEXT);
        Functions more = functions.with(new Functions.Field("More", List.of(twice)));
        expressions = new Expressions(new TemplateFiles(List.of(), project), more, Secrets.none(), Expressions.LONGEST);
        assertThat(evaluate("twice('a')")).isEqualTo(Data.of("aa"));
        assertThat(more.names()).contains("hash", "twice");
        assertThatThrownBy(() -> more.with(new Functions.Field("Again", List.of(twice))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice");
        assertThat(Optional.of(twice.signature())).contains("twice(text)");
    }
}
