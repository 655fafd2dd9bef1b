package dev.plumbline.core.expression;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Recognises the words of Jinja in an expression and answers with what FreeMarker says instead. */
final class ForeignSyntax {
    private static final Set<String> LITERALS = Set.of("True", "False", "None", "none", "null");

    private ForeignSyntax() {}

    /** What stands here for a filter of Ansible's. */
    static Optional<String> insteadOfFilter(String name) {
        return AnsibleWords.insteadOf(name);
    }

    static void refuse(List<Token> tokens) {
        refuseForbidden(tokens);
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
            }
        }
    }

    /** Refuses what runs values as code, and what would give another value each time. */
    static void refuseForbidden(List<Token> tokens) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            Token token = tokens.get(i);
            Token after = tokens.get(i + 1);
            if (token.is("?") && Sandbox.FORBIDDEN_BUILT_INS.contains(after.text())) {
                throw answer(
                        token, "?" + after.text() + " is not allowed: values are never run as code", "Leave it out.");
            }
            boolean special = token.is(".") && (i == 0 || !tokens.get(i - 1).endsOperand());
            if (special && after.isWord("now")) {
                throw answer(
                        token,
                        "there is no '.now': a plan must give the same twice",
                        "Give a time as a variable: -e now=$(date +%s), and format_time(now).");
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
                    String plugin = i + 2 < tokens.size() && tokens.get(i + 2).isString()
                            ? tokens.get(i + 2).content()
                            : "";
                    throw answer(token, "there is no '" + token.text() + "()'", AnsibleWords.lookup(plugin));
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
            case "match", "regex" -> "Write matches(x, r\"...\") for the whole text, or regex_search(x, r\"^...\")??.";
            case "search" -> "Write regex_search(x, r\"...\")??.";
            case "version", "version_compare" -> "Write version_compare(x, \">=\", \"1.2\").";
            case "subset" -> "Write difference(x, y)?size == 0.";
            case "superset" -> "Write difference(y, x)?size == 0.";
            case "in", "contains" -> "Write list?seq_contains(x), or text?contains(x).";
            case "file", "exists" -> "Write file_exists(x).";
            case "truthy" -> "Write x?has_content, or bool(x).";
            case "string", "number", "mapping", "sequence", "iterable" ->
                "Write x?is_string, x?is_number, x?is_hash or x?is_sequence.";
            case "changed", "failed", "skipped", "succeeded", "success" -> "Write x." + test + ".";
            default -> "Write the comparison with ==, or test with x??.";
        };
        return answer(tokens.get(i), "'is " + (negated ? "not " : "") + test + "' is not known", remedy);
    }

    private static ExpressionSyntaxException pipe(Token token, @Nullable Token after) {
        String filter = after == null ? "" : after.text();
        return answer(token, "'|' applies no filter here", AnsibleWords.filter(filter));
    }

    private static boolean isMember(@Nullable Token before) {
        return before != null && (before.is(".") || before.is("?"));
    }

    private static ExpressionSyntaxException answer(Token token, String message, String remedy) {
        return new ExpressionSyntaxException("expression.foreign", token.offset(), message, remedy);
    }
}
