package dev.plumbline.core.expression;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Recognises the words of Jinja in an expression and answers with what FreeMarker says instead. */
final class ForeignSyntax {
    private static final Map<String, String> FILTERS = Map.ofEntries(
            Map.entry("default", "x!\"value\""),
            Map.entry("d", "x!\"value\""),
            Map.entry("int", "x?number"),
            Map.entry("float", "x?number"),
            Map.entry("bool", "x?boolean"),
            Map.entry("string", "x?string"),
            Map.entry("length", "x?size, or x?length for a string"),
            Map.entry("count", "x?size"),
            Map.entry("lower", "x?lower_case"),
            Map.entry("upper", "x?upper_case"),
            Map.entry("trim", "x?trim"),
            Map.entry("join", "x?join(\",\")"),
            Map.entry("replace", "x?replace(\"a\", \"b\")"),
            Map.entry("first", "x?first"),
            Map.entry("last", "x?last"),
            Map.entry("sort", "x?sort"),
            Map.entry("map", "x?map(y -> y.name)"),
            Map.entry("select", "x?filter(y -> ...)"),
            Map.entry("selectattr", "x?filter(y -> y.name == ...)"),
            Map.entry("unique", "a list without doubles, given in vars"),
            Map.entry("from_json", "x?eval_json"),
            Map.entry("basename", "x?keep_after_last(\"/\")"),
            Map.entry("dirname", "x?keep_before_last(\"/\")"));
    private static final Set<String> LITERALS = Set.of("True", "False", "None", "none", "null");

    private ForeignSyntax() {}

    static void refuse(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            Token before = i == 0 ? null : tokens.get(i - 1);
            Token after = i + 1 == tokens.size() ? null : tokens.get(i + 1);
            if (token.kind() == Token.Kind.WORD && !isMember(before)) {
                word(tokens, i, before, after);
            } else if (token.is("|")) {
                throw pipe(token, after);
            } else if (token.is("~")) {
                throw answer(token, "'~' does not join strings here", "Write a + b.");
            } else if (token.is("//") || token.is("**")) {
                throw answer(token, "there is no operator '" + token.text() + "'", "Write (a / b)?floor, or a * a.");
            } else if (token.is("?") && after != null && Sandbox.FORBIDDEN_BUILT_INS.contains(after.text())) {
                throw answer(
                        token, "?" + after.text() + " is not allowed: values are never run as code", "Leave it out.");
            }
        }
    }

    private static void word(List<Token> tokens, int i, @Nullable Token before, @Nullable Token after) {
        Token token = tokens.get(i);
        boolean operator = before != null && before.endsOperand() && !ExpressionNames.isWordOperator(before);
        switch (token.text()) {
            case "not" -> {
                if (operator && after != null && after.isWord("in")) {
                    throw answer(token, "'not in' is not known", "Write !list?seq_contains(x), or !text?contains(x).");
                }
                if (!operator && after != null && (after.kind() == Token.Kind.WORD || after.is("("))) {
                    throw answer(token, "'not' is not known", "Write !x, in quotes in YAML: \"!x\".");
                }
            }
            case "and" -> refuseOperator(operator, token, "Write a && b.");
            case "or" -> refuseOperator(operator, token, "Write a || b.");
            case "in" -> refuseOperator(operator, token, "Write list?seq_contains(x), or text?contains(x).");
            case "is" -> {
                if (operator) {
                    throw is(tokens, i);
                }
            }
            case "if", "else" -> refuseOperator(operator, token, "Write condition?then(x, y).");
            case "lookup", "query", "q" -> {
                if (after != null && after.is("(")) {
                    throw answer(token, "there are no lookups", "Give the value as a variable.");
                }
            }
            default -> {
                if (LITERALS.contains(token.text()) && !operator) {
                    String remedy = switch (token.text()) {
                        case "True" -> "Write true.";
                        case "False" -> "Write false.";
                        default -> "Test with x?? whether there is a value.";
                    };
                    throw answer(token, "'" + token.text() + "' is not known", remedy);
                }
            }
        }
    }

    private static void refuseOperator(boolean operator, Token token, String remedy) {
        if (operator) {
            throw answer(token, "'" + token.text() + "' is not an operator here", remedy);
        }
    }

    private static ExpressionSyntaxException is(List<Token> tokens, int i) {
        boolean negated = i + 1 < tokens.size() && tokens.get(i + 1).isWord("not");
        int at = negated ? i + 2 : i + 1;
        String test = at < tokens.size() ? tokens.get(at).text() : "";
        String remedy = switch (test) {
            case "defined" -> negated ? "Write !x??." : "Write x??.";
            case "undefined" -> negated ? "Write x??." : "Write !x??.";
            case "none" -> negated ? "Write x??." : "Write !x??.";
            case "match", "search", "regex" -> "Write x?matches(r\"...\").";
            case "string", "number", "mapping", "sequence", "iterable" ->
                "Write x?is_string, x?is_number, x?is_hash or x?is_sequence.";
            case "changed", "failed", "skipped", "succeeded", "success" -> "Write x." + test + ".";
            default -> "Write the comparison with ==, or test with x??.";
        };
        return answer(tokens.get(i), "'is " + (negated ? "not " : "") + test + "' is not known", remedy);
    }

    private static ExpressionSyntaxException pipe(Token token, @Nullable Token after) {
        String filter = after == null ? "" : after.text();
        String remedy = FILTERS.containsKey(filter)
                ? "Write " + FILTERS.get(filter) + "."
                : "Write x?name for a built-in, and || for 'or'.";
        return answer(token, "'|' applies no filter here", remedy);
    }

    private static boolean isMember(@Nullable Token before) {
        return before != null && (before.is(".") || before.is("?"));
    }

    private static ExpressionSyntaxException answer(Token token, String message, String remedy) {
        return new ExpressionSyntaxException("expression.foreign", token.offset(), message, remedy);
    }
}
