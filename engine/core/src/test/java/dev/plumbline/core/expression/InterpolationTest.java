package dev.plumbline.core.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.core.expression.Interpolation.Code;
import dev.plumbline.core.expression.Interpolation.Literal;
import dev.plumbline.core.expression.Interpolation.Part;
import dev.plumbline.core.function.Functions;
import dev.plumbline.core.function.ProjectFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpolationTest {
    private static final Functions FUNCTIONS = Functions.of(new ProjectFiles(List.of(), Path.of(".")));

    private static final List<String> LITERALS = List.of(
            "a", " ", "$", "$5", "{", "}", "{}", "#{x}", "\"", "'", "\\", "(", "]", "\n", "ü", "😀", "$$", "% {");
    private static final List<String> CODES = List.of(
            "x",
            " x ",
            "x.y[0]",
            "\"}\"",
            "'}'",
            "r\"\\\"",
            "\"\\\"}\"",
            "{\"a\": {\"b\": 1}}",
            "(x)!\"}\"",
            "f(\")\", '(')",
            "[{}, [1]]",
            "\"${\" + x",
            "x\n+ y");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        a${x}b        | L:a C:x L:b
        ${x}${y}      | C:x C:y
        $${x}         | L:${x}
        a$${b         | L:a${b
        $$${x}        | L:$${x}
        $             | L:$
        $${x}${y}     | L:${x} C:y
        ${"}"}        | C:"}"
        ${{"a":{}}}   | C:{"a":{}}
        ${'it\\'s}'}  | C:'it\\'s}'
        ${x}}         | C:x L:}
        """)
    void cutsStrings(String text, String expected) {
        StringBuilder shown = new StringBuilder();
        for (Part part : Interpolation.parse(text.replace("\\\\", "\\")).parts()) {
            shown.append(shown.isEmpty() ? "" : " ")
                    .append(
                            switch (part) {
                                case Literal literal -> "L:" + literal.text();
                                case Code code -> "C:" + code.source();
                            });
        }
        assertThat(shown).hasToString(expected.replace("\\\\", "\\"));
    }

    @Test
    void findsEveryPartAgainWhateverStandsBetween() {
        Random random = new Random(7);
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder();
            StringBuilder literal = new StringBuilder();
            List<String> codes = new ArrayList<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                if (random.nextBoolean()) {
                    String part = LITERALS.get(random.nextInt(LITERALS.size()));
                    if (text.toString().endsWith("$") || text.toString().endsWith("{")) {
                        continue;
                    }
                    text.append(part);
                    literal.append(part);
                } else if (!text.toString().endsWith("$")) {
                    String code = CODES.get(random.nextInt(CODES.size()));
                    text.append("${").append(code).append("}");
                    codes.add(code);
                }
            }
            Interpolation interpolation = Interpolation.parse(text.toString());
            assertThat(interpolation.codes())
                    .as(text.toString())
                    .extracting(Code::source)
                    .isEqualTo(codes);
            assertThat(interpolation.literal()).as(text.toString()).isEqualTo(literal.toString());
            for (Code code : interpolation.codes()) {
                assertThat(text.substring(code.offset())).startsWith(code.source() + "}");
            }
        }
    }

    @Test
    void endsOnAnyInput() {
        Random random = new Random(11);
        String alphabet = "${}()[]\"'\\ax.!?<#-@r|\n0";
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder("${");
            for (int i = random.nextInt(20); i >= 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                for (Code code : Interpolation.parse(text.toString()).codes()) {
                    assertThat(Lexer.tokens(code.source())).isNotEmpty();
                }
            } catch (ExpressionSyntaxException e) {
                assertThat(e.offset()).isBetween(0, text.length());
                refused++;
            }
        }
        assertThat(refused).isBetween(1, 19_999);
    }

    @Test
    void whatIsCompiledCanNotBreakOutOfItsFrame() {
        Compiler compiler = new Compiler(Sandbox.configuration(), FUNCTIONS);
        for (String attack : List.of(
                "x)/><#assign y=1><@z v=(1",
                "x)><#--",
                "1<#-- ) -->",
                "\"a\" + <#if x>",
                "x)/>${y}<@plumbline_capture value=(2",
                "[1)/>",
                "x\"")) {
            assertThatThrownBy(() -> compiler.compile(attack)).as(attack).isInstanceOf(ExpressionSyntaxException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        a.b[c]?map(x -> x.d + e)!f         | a c e f
        a??                                | a?
        a!"x"                              | a?
        a!b                                | a? b
        (a.b)!"x"                          | a?
        a.b!"x"                            | a
        a?? && a.x                         | a? a?
        a && !b                            | a b
        true && a gt 1                     | a
        "x ${a} ${b!}"                     | a b?
        r"${a}"                            |
        {"a": b}                           | b
        union(a, [b])                      | a b
        hash(hash, "md5")                  | hash
        dig(a, "x", b) + a                 | a? b? a
        a gt (b)                           | a b
        xs?filter((x) -> x > y)            | xs y
        .now                               |
        a.or.and                           | a
        x?then(a, b)                       | x a b
        """)
    void findsTheNamesOfBothBranches(String expression, String expected) {
        List<String> names = ExpressionNames.of(expression).stream()
                .map(name -> name.name() + (name.optional() ? "?" : ""))
                .toList();
        assertThat(String.join(" ", names)).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        1..n             | plumbline_bound(1)..plumbline_bound(n)
        (1..a+b)?map(x -> x)  | (plumbline_bound(1)..plumbline_bound(a+b))?map(x -> plumbline_round(x))
        [0..<int(1..2)]  | [plumbline_bound(0)..<plumbline_bound(plumbline_5_int(plumbline_bound(1)..plumbline_bound(2)))]
        x[1..]           | x[plumbline_bound(1)..]
        a && 1..*2 == b  | a && plumbline_bound(1)..*plumbline_bound(2) == b
        a.b              | a.b
        a?left_pad(n, x) | a?left_pad(plumbline_bound(n), x)
        int(int) + a.int | plumbline_0_int(int) + a.int
        xs?map(x -> int(x))   | xs?map(x -> plumbline_round(plumbline_12_int(x)))
        "x ${1..n}"      | "x ${plumbline_bound(1)..plumbline_bound(n)}"
        '$${int(n)}'     | '$${plumbline_4_int(n)}'
        """)
    void rewritesExpressions(String expression, String rewritten) {
        Rewriter rewriter = new Rewriter(expression, FUNCTIONS, name -> false);
        rewriter.add(Lexer.tokens(expression));
        Rewritten result = rewriter.rewritten();
        assertThat(result.source()).isEqualTo(rewritten);
        for (Token token : Lexer.tokens(result.source())) {
            if (token.kind() == Token.Kind.WORD && !token.text().startsWith("plumbline_")) {
                assertThat(expression.substring(result.original(token.offset())))
                        .startsWith(token.text());
            }
        }
    }
}
