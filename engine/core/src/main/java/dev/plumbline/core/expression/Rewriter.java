package dev.plumbline.core.expression;

import dev.plumbline.core.function.Function;
import dev.plumbline.core.function.Functions;
import dev.plumbline.core.yaml.NearestName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts into an expression what FreeMarker lacks: bounds around ranges and paddings, a step at each round of a lambda, and names of their own for
 * our functions, so that a variable may bear the name of one. The name says where the call stands.
 */
final class Rewriter {
    private static final String OURS = "plumbline_";
    private static final Pattern NAME = Pattern.compile(OURS + "([0-9]{1,9})_([a-z0-9_]+)");
    private static final Set<String> PADDINGS = Set.of("left_pad", "right_pad", "leftPad", "rightPad");

    private final String text;
    private final Functions functions;
    private final Predicate<String> isElsewhere;
    private final Insertions insertions = new Insertions();
    private final Map<Integer, CallSite> calls = new HashMap<>();

    /**
     * For one text.
     *
     * @param isElsewhere whether a function may be defined by a template
     */
    Rewriter(String text, Functions functions, Predicate<String> isElsewhere) {
        this.text = text;
        this.functions = functions;
        this.isElsewhere = isElsewhere;
    }

    /** Which function a name given by a rewriter means, and where the call stands. */
    static Optional<CallSite> called(String name, Functions functions) {
        if (!name.startsWith(OURS)) {
            return Optional.empty();
        }
        Matcher matcher = NAME.matcher(name);
        return matcher.matches()
                ? functions
                        .find(matcher.group(2))
                        .map(function -> new CallSite(function, Integer.parseInt(matcher.group(1)), List.of()))
                : Optional.empty();
    }

    Rewritten rewritten() {
        return insertions.into(text);
    }

    /** The calls by their offsets. */
    Map<Integer, CallSite> calls() {
        return Map.copyOf(calls);
    }

    /** Adds what an expression needs; its tokens have their offsets in the text. */
    void add(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).is("->") && i + 1 < tokens.size()) {
                insertions.around(
                        Round.NAME,
                        tokens.get(i + 1).offset(),
                        tokens.get(endOfArgument(tokens, i + 1)).end());
            }
        }
        Ranges.bound(tokens, insertions);
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean builtIn = i > 0 && tokens.get(i - 1).is("?");
            boolean called = i + 1 < tokens.size() && tokens.get(i + 1).is("(");
            if (builtIn && called && PADDINGS.contains(token.text()) && i + 2 < tokens.size()) {
                insertions.around(
                        Ranges.BOUND,
                        tokens.get(i + 2).offset(),
                        tokens.get(endOfArgument(tokens, i + 2)).end());
            } else if (ExpressionNames.isCall(tokens, i)) {
                call(tokens, i);
            } else if (token.kind() == Token.Kind.STRING && token.text().contains("${")) {
                inString(token);
            }
        }
    }

    /** Counts what a template's tag assigns, since an assignment in a loop may double a text each time. */
    void countAssigned(List<Token> tokens) {
        int depth = 0;
        for (int i = 0; i + 1 < tokens.size(); i++) {
            depth += tokens.get(i).opens() ? 1 : tokens.get(i).closes() ? -1 : 0;
            if (depth == 0 && tokens.get(i).is("=")) {
                insertions.around(
                        Round.NAME,
                        tokens.get(i + 1).offset(),
                        tokens.get(endOfOperand(tokens, i + 1)).end());
            }
        }
    }

    /** The index of the last token before the next assignment in the same tag. */
    private static int endOfOperand(List<Token> tokens, int begin) {
        int depth = 0;
        for (int i = begin; i + 1 < tokens.size(); i++) {
            depth += tokens.get(i).opens() ? 1 : tokens.get(i).closes() ? -1 : 0;
            if (depth == 0 && (tokens.get(i + 1).is(",") || Ranges.isBorder(tokens.get(i), tokens.get(i + 1)))) {
                return i;
            }
        }
        return tokens.size() - 1;
    }

    /** The index of the last token of an argument that begins at an index. */
    private static int endOfArgument(List<Token> tokens, int begin) {
        int depth = 0;
        for (int i = begin; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (depth == 0 && (token.closes() || token.is(","))) {
                return Math.max(begin, i - 1);
            }
            depth += token.opens() ? 1 : token.closes() ? -1 : 0;
        }
        return tokens.size() - 1;
    }

    private void call(List<Token> tokens, int i) {
        Token name = tokens.get(i);
        Optional<Function> function = functions.find(name.text());
        if (isElsewhere.test(name.text())) {
            return;
        }
        if (function.isEmpty()) {
            throw new ExpressionSyntaxException(
                    "function.unknown",
                    name.offset(),
                    "there is no function '" + name.text() + "'",
                    NearestName.of(name.text(), functions.names())
                            .flatMap(functions::find)
                            .map(near -> "Did you mean " + near.signature() + "?")
                            .orElse("See the functions in docs/expressions.md; built-ins are written x?name."));
        }
        List<CallSite.Argument> arguments = CallSite.arguments(text, tokens, i + 1);
        function.get().refusal(arguments.size()).ifPresent(refusal -> {
            throw new ExpressionSyntaxException(
                    "function.arguments",
                    name.offset(),
                    refusal,
                    "Write " + function.get().signature() + ".");
        });
        calls.put(name.offset(), new CallSite(function.get(), name.offset(), arguments));
        insertions.before(name.offset(), OURS + name.offset() + "_");
    }

    /** FreeMarker evaluates what stands in <code>${}</code> within a string, whatever stands before it. */
    private void inString(Token string) {
        String content = string.text();
        if (content.contains("\\{") || content.contains("\\x")) {
            throw inString(string, "a string with '${' can't have the escapes \\{ and \\x");
        }
        int at = content.indexOf("${");
        while (at >= 0) {
            Lexer.Scanned scanned = Lexer.inBraces(content, at + 2);
            if (content.substring(at, scanned.end()).contains("\\")) {
                throw inString(string, "an expression in a string can't have a backslash");
            }
            List<Token> inner = new ArrayList<>();
            scanned.tokens().forEach(token -> inner.add(token.movedBy(string.offset())));
            ForeignSyntax.refuse(inner);
            add(inner);
            at = content.indexOf("${", scanned.end());
        }
    }

    private static ExpressionSyntaxException inString(Token string, String message) {
        return new ExpressionSyntaxException(
                "expression.syntax", string.offset(), message, "Join the parts by a plus: \"a\" + b.");
    }
}
