package dev.plumbline.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.value.Data;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.yaml.YamlNode.Mapping;
import dev.plumbline.core.yaml.YamlNode.Scalar;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {
    private final Problems problems = new Problems();

    private YamlNode read(String yaml) {
        YamlNode node = YamlReader.read("f.yml", yaml, problems).orElseThrow();
        problems.throwIfAny();
        return node;
    }

    private Scalar scalar(String yaml, String key) {
        return (Scalar) ((Mapping) read(yaml)).get(key).orElseThrow();
    }

    private List<String> problems(String yaml) {
        return problems(yaml.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> problems(byte[] yaml) {
        YamlReader.read("f.yml", yaml, problems);
        return problems.list().stream().map(YamlReaderTest::line).toList();
    }

    private static String line(Problem problem) {
        return problem.code()
                + problem.at().map(at -> " " + at.line() + ":" + at.column()).orElse("") + " "
                + problem.message() + " | " + problem.remedy();
    }

    @Test
    void keepsScalarsAsWritten() {
        String yaml = """
            mode: 0644
            word: no
            quoted: "no"
            single: 'it''s'
            version: 1.10
            time: 22:22
            block: |
              a ${b}
                c
            folded: >-
              x
              y
            tagged: !!str 12
            literal: !unsafe "{{ x }}"
            """;
        assertThat(scalar(yaml, "mode").text()).isEqualTo("0644");
        assertThat(scalar(yaml, "word").quoted()).isFalse();
        assertThat(scalar(yaml, "quoted").quoted()).isTrue();
        assertThat(scalar(yaml, "single").text()).isEqualTo("it's");
        assertThat(scalar(yaml, "block").text()).isEqualTo("a ${b}\n  c\n");
        assertThat(scalar(yaml, "folded").text()).isEqualTo("x y");
        assertThat(CoreSchema.data(scalar(yaml, "tagged"))).isEqualTo(Data.of("12"));
        assertThat(scalar(yaml, "literal").unsafe()).isTrue();
        assertThat(scalar(yaml, "word").unsafe()).isFalse();
        assertThat(((Mapping) read(yaml)).keys().getFirst()).isEqualTo("mode");
    }

    @Test
    void everyNodeKnowsItsPlace() {
        String yaml = """
            # a comment
            a:
              - x: "q ${v}"
                ü: [p, {k: 'w'}]
              - !unsafe   "tagged ${t}"
              - &anchor  plain
            text: |2
                indented ${b}
               second
            """;
        Mapping root = (Mapping) read(yaml);
        YamlNode.Sequence list = (YamlNode.Sequence) root.get("a").orElseThrow();
        assertThat(root.at()).hasToString("f.yml:2:1");
        assertThat(list.at()).hasToString("f.yml:3:3");
        Mapping first = (Mapping) list.items().getFirst();
        assertThat(first.entry("ü").orElseThrow().keyAt()).hasToString("f.yml:4:5");
        assertThat(((Scalar) first.get("x").orElseThrow()).at(4)).hasToString("f.yml:3:13");
        YamlNode.Sequence inner = (YamlNode.Sequence) first.get("ü").orElseThrow();
        assertThat(((Mapping) inner.items().get(1)).get("k").orElseThrow().at()).hasToString("f.yml:4:16");
        assertThat(list.items().get(1).at()).hasToString("f.yml:5:15");
        assertThat(list.items().get(2).at()).hasToString("f.yml:6:14");
        Scalar block = (Scalar) root.get("text").orElseThrow();
        assertThat(block.text()).isEqualTo("  indented ${b}\n second\n");
        assertThat(block.at(block.text().indexOf("${b}"))).hasToString("f.yml:8:14");
        assertThat(block.at(block.text().indexOf("second"))).hasToString("f.yml:9:4");
    }

    @Test
    void mergesGiveWhatIsNotSaid() {
        Mapping root = (Mapping) read("""
            base: &base { a: 1, b: 2 }
            more: &more { b: 3, c: 3 }
            one: { <<: *base, b: own }
            two: { <<: [*base, *more] }
            """);
        assertThat(CoreSchema.literal(root.get("one").orElseThrow())).hasToString("{b=own, a=1}");
        assertThat(CoreSchema.literal(root.get("two").orElseThrow())).hasToString("{a=1, b=2, c=3}");
        assertThat(problems("a: { <<: [x] }"))
                .containsExactly(
                        "yaml.merge 1:11 '<<' merges mappings, and this is a scalar | Name a mapping, or several in a"
                                + " sequence.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        0644      | number 644
        -5        | number -5
        +5        | number 5
        0o17      | number 15
        0x1F      | number 31
        1.10      | number 1.10
        1e3       | number 1E+3
        .5        | number 0.5
        5.        | number 5
        true      | truth true
        False     | truth false
        no        | words no
        yes       | words yes
        on        | words on
        22:22     | words 22:22
        12:30:45  | words 12:30:45
        1_000     | words 1_000
        2020-01-01 | words 2020-01-01
        .inf      | words .inf
        .nan      | words .nan
        1e99999   | words 1e99999
        ~         | nothing null
        null      | nothing null
        Null      | nothing null
        none      | words none
        0b1       | words 0b1
        08        | number 8
        """)
    void untypedScalarsFollowTheCoreSchema(String written, String expected) {
        String actual = switch (CoreSchema.data(written)) {
            case Data.Nothing nothing -> "nothing " + nothing;
            case Data.Truth truth -> "truth " + truth;
            case Data.Number number -> "number " + number.value();
            case Data.Words words -> "words " + words;
            case Data.Sequence sequence -> "sequence";
            case Data.Mapping mapping -> "mapping";
        };
        assertThat(actual).isEqualTo(expected);
        if (CoreSchema.data(written) instanceof Data.Number number) {
            assertThat(number.written()).isEqualTo(written);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        a: {{ x }}             | yaml.jinja 1:4             | Write "${x}"
        a: {{ x }}/b           | yaml.jinja 1:4             | Write "${x}"
        a: [${a}, ${b}]        | yaml.unquoted_expression 1:5 | double quotes
        a: {port: ${p}}        | yaml.unquoted_expression 1:11 | double quotes
        a: {b: x, c: ${p}, d: 1} | yaml.unquoted_expression 1:14 | double quotes
        k: ${a}: b             | yaml.unquoted_expression 1:8 | double quotes
        a: */15                | yaml.unquoted_star 1:4     | "*/15"
        a: *x                  | yaml.alias 1:4             | double quotes
        a: & b                 | yaml.unquoted_ampersand 1:4 | double quotes
        when: !x               | yaml.negation 1:7          | "!x"
        when: !x.y             | yaml.negation 1:7          | "!x"
        when: !x && y          | yaml.negation 1:7         | "!x"
        a: !foo b              | yaml.tag 1:4               | '!foo'
        a: !!java.lang.String b | yaml.tag 1:4              | !!java.lang.String
        a: !!python/object:x b | yaml.tag 1:4               | !!python
        a: !vault x            | vault.malformed 1:4        | Restore
        a: !vault [x]          | yaml.vault 1:4             | encrypt-string
        a: !foo {b: c}         | yaml.tag 1:4               | Remove
        a: 1¶b: 2¶a: 3         | yaml.duplicate_key 3:1     | line 1
        a: {b: 1, "b": 2}      | yaml.duplicate_key 1:11    | line 1
        a:¶→b: 1               | yaml.tab 2:1               | spaces
        a: →b                  | yaml.tab 1:4               | spaces
        a: @x                  | yaml.syntax 1:4            | double quotes
        a: %x                  | yaml.syntax 1:4            | double quotes
        a: b: c                | yaml.syntax 1:5            | double quotes
        a: "x                  | yaml.unclosed_quote 1:4    | Close
        a: 'x                  | yaml.unclosed_quote 1:4    | Close
        a: [1                  | yaml.unclosed_bracket 1:4  | Close
        a: {b: 1               | yaml.unclosed_bracket 1:4  | Close
        a: 'x' y               | yaml.after_quote 1:8       | whole value
        a: "C:\\d"             | yaml.escape 1:8            | single quotes
        - a¶b: c               | yaml.syntax 2:1            | indentation
        ? {a: 1}¶: b           | yaml.key 1:3               | word
        [a]: b                 | yaml.key 1:1               | word
        a: &x [*x]             | yaml.recursion 1:8         | Remove
        a: &x {b: {c: *x}}     | yaml.recursion 1:15        | Remove
        ---¶a¶---¶b            | yaml.documents 3:1         | one document
        a: b\u0007c            | yaml.character 1:5         | Remove
        ok: 1¶x: y\uFEFF       | yaml.character 2:5         | Remove
        """)
    void explainsWhatIsWrong(String yaml, String codeAndPlace, String words) {
        String text = yaml.replace("¶", "\n").replace("→", "\t").replace("\\\\", "\\");
        text = text.replace("\\u0007", "\u0007").replace("\\uFEFF", "\uFEFF");
        assertThat(problems(text))
                .singleElement()
                .asString()
                .startsWith(codeAndPlace + " ")
                .contains(words);
    }

    @Test
    void bytesMustBeUtf8() {
        assertThat(problems(new byte[] {'a', ':', ' ', 'b', '\n', 'c', ':', ' ', (byte) 0xfc, '\n'}))
                .singleElement()
                .asString()
                .startsWith("yaml.encoding 2:4 byte 0xfc");
        assertThat(YamlReader.read("f", "\uFEFFa: b".getBytes(StandardCharsets.UTF_16LE), new Problems()))
                .isEmpty();
    }

    @Test
    void byteOrderMarksAndForeignLineEndsDoNoHarm() {
        assertThat(CoreSchema.literal(read("\uFEFFa: b\r\nc: |\r\n  d\r\n  e\r\n")))
                .isEqualTo(Data.mapping().put("a", "b").put("c", "d\ne\n").build());
        assertThat(problems("a: b\r\nc: \"\r\n")).singleElement().asString().startsWith("yaml.unclosed_quote 2:4");
    }

    @Test
    void nothingIsNoDocument() {
        for (String empty : List.of("", "\n", "# only\n", "---\n", "~\n", "--- ...\n".replace(" ...", ""))) {
            assertThat(YamlReader.read("f", empty, problems)).as(empty).isEmpty();
            assertThat(problems.list()).isEmpty();
        }
    }

    @Test
    void keepsGoingAfterDuplicatesAndTags() {
        assertThat(problems("a: 1\na: 2\nb: !x y\nc: {d: 1, d: 2}\n"))
                .extracting(line -> line.substring(0, line.indexOf(' ', line.indexOf(' ') + 1)))
                .containsExactly("yaml.duplicate_key 2:1", "yaml.tag 3:4", "yaml.duplicate_key 4:11");
    }

    @Test
    void bombsAreErrors() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            laughs.append(
                    "a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1, i - 1, i - 1));
        }
        StringBuilder many = new StringBuilder("a: &a [x]\nb: [");
        many.append("*a, ".repeat(60)).append("]\n");
        StringBuilder chain = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 50; i++) {
            chain.append("a%d: &a%d [[*a%d]]\n".formatted(i, i, i - 1));
        }
        StringBuilder doubling = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 26; i++) {
            doubling.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        for (Map.Entry<String, String> bomb : Map.of(
                        laughs.toString(),
                        "yaml.size",
                        many.toString(),
                        "yaml.aliases",
                        chain.toString(),
                        "yaml.depth",
                        doubling.toString(),
                        "yaml.size",
                        "[".repeat(100_000),
                        "yaml.depth",
                        "{a: ".repeat(100_000),
                        "yaml.depth",
                        "- ".repeat(5_000) + "x",
                        "yaml.depth",
                        "? ".repeat(5_000) + "x",
                        "yaml.depth",
                        "a: " + "x".repeat(YamlReader.LARGEST_FILE),
                        "yaml.too_large",
                        "x: [" + "a,".repeat(YamlReader.MOST_NODES) + "]",
                        "yaml.size")
                .entrySet()) {
            Problems found = new Problems();
            assertThat(YamlReader.read("f", bomb.getKey(), found)).isEmpty();
            assertThat(found.list())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.code()).isEqualTo(bomb.getValue()));
        }
    }

    @Test
    void anyInputEndsInANodeOrAProblem() {
        Random random = new Random(3);
        String alphabet = "ab:-[]{}&*!|>'\"%@#?, \n\n\t  $~<\\é0\u0000\u0085";
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(24); i >= 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Problems found = new Problems();
            YamlReader.read("f", text.toString(), found);
            refused += found.isEmpty() ? 0 : 1;
            for (Problem problem : found.list()) {
                assertThat(problem.at().orElseThrow().line())
                        .as(text.toString())
                        .isPositive();
                assertThat(problem.at().orElseThrow().column())
                        .as(text.toString())
                        .isPositive();
            }
        }
        assertThat(refused).isBetween(1, 19_999);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        taks      | tasks,tags,vars | tasks
        hsots     | hosts,name      | hosts
        name      | hosts           |
        Prot      | port            | port
        requirpas | requirepass,x   | requirepass
        x         | y               | y
        x         | yes             |
        """)
    void findsTheNearestName(String name, String known, String nearest) {
        assertThat(NearestName.of(name, List.of(known.split(",", -1)))).isEqualTo(Optional.ofNullable(nearest));
    }

    @Test
    void anErrorOfTheParserWithoutAPlaceGetsTheOneThatWasReached() {
        Problems problems = new Problems();
        String text =
                "- copy: { dest: /srv/po\nt}${port} ${co\"l\", \"L\")}<#else>${[1, 2, 3]?map(n -> n * 2)lour}\\n\" }";

        assertThat(YamlReader.read("x.yml", text.getBytes(java.nio.charset.StandardCharsets.UTF_8), problems))
                .isEmpty();

        assertThat(problems.list()).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.code()).startsWith("yaml.");
            assertThat(problem.at()).isPresent();
        });
    }
}
