package dev.plumbline.core.expression;

import dev.plumbline.core.function.Function;
import dev.plumbline.core.function.Functions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The variables that an expression names, found by its words alone: in both branches, whatever the values are. */
final class ExpressionNames {
    private static final Set<String> WORD_OPERATORS = Set.of("gt", "gte", "lt", "lte");
    private static final int NO_GROUP = -1;
    private static final Set<String> LITERALS = Set.of("true", "false");

    /**
     * A variable's name.
     *
     * @param offset in the expression
     * @param optional whether the expression provides for its absence
     */
    record Name(String name, int offset, boolean optional) {}

    private ExpressionNames() {}

    static boolean isWordOperator(Token token) {
        return token.kind() == Token.Kind.WORD && WORD_OPERATORS.contains(token.text());
    }

    /** Whether the word at an index is the name of a function that is called. */
    static boolean isCall(List<Token> tokens, int i) {
        return isVariable(tokens, i) && isBeforeBracket(tokens, i);
    }

    static List<Name> of(String expression, Functions functions) {
        return of(Lexer.tokens(expression), 0, functions);
    }

    private static List<Name> of(List<Token> tokens, int shift, Functions functions) {
        Set<String> parameters = lambdaParameters(tokens);
        List<Name> names = new ArrayList<>();
        Deque<Integer> groups = new ArrayDeque<>();
        Deque<Boolean> forgivingAt = new ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is("(") || token.is("[") || token.is("{")) {
                boolean call = i > 0 && tokens.get(i - 1).endsOperand() && !isWordOperator(tokens.get(i - 1));
                boolean forgiving = call && isForgiving(tokens, i - 1, functions);
                groups.push(call && !forgiving ? NO_GROUP : names.size());
                forgivingAt.push(forgiving);
            } else if (token.is(")") || token.is("]") || token.is("}")) {
                int begin = groups.pop();
                boolean forgiven = forgivingAt.pop();
                if (begin != NO_GROUP && token.is(")") && (forgiven || isProvidedFor(tokens, i))) {
                    names.subList(begin, names.size()).replaceAll(name -> new Name(name.name(), name.offset(), true));
                }
            } else if (token.kind() == Token.Kind.STRING) {
                names.addAll(inString(token, shift, functions));
            } else if (isVariable(tokens, i) && !isBeforeBracket(tokens, i) && !parameters.contains(token.text())) {
                names.add(new Name(token.text(), shift + token.offset(), isProvidedFor(tokens, i)));
            }
        }
        return optionalWhereTested(names, tokens);
    }

    /** A name that is tested by {@code ??} anywhere is taken to be guarded where else it stands. */
    private static List<Name> optionalWhereTested(List<Name> names, List<Token> tokens) {
        Set<String> tested = new HashSet<>();
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (isVariable(tokens, i) && tokens.get(i + 1).is("??")) {
                tested.add(tokens.get(i).text());
            }
        }
        return names.stream()
                .map(name -> new Name(name.name(), name.offset(), name.optional() || tested.contains(name.name())))
                .toList();
    }

    private static List<Name> inString(Token token, int shift, Functions functions) {
        if (!token.text().contains("${")) {
            return List.of();
        }
        List<Name> names = new ArrayList<>();
        for (Interpolation.Code code : Interpolation.parse(token.content()).codes()) {
            for (Name name : of(code.source(), functions)) {
                names.add(new Name(name.name(), shift + token.offset(), name.optional()));
            }
        }
        return names;
    }

    private static boolean isVariable(List<Token> tokens, int i) {
        Token token = tokens.get(i);
        if (token.kind() != Token.Kind.WORD || LITERALS.contains(token.text())) {
            return false;
        }
        Token before = i == 0 ? null : tokens.get(i - 1);
        if (before != null && (before.is(".") || before.is("?"))) {
            return false;
        }
        return !(isWordOperator(token) && before != null && before.endsOperand());
    }

    private static boolean isBeforeBracket(List<Token> tokens, int i) {
        return i + 1 < tokens.size() && tokens.get(i + 1).is("(");
    }

    /** Whether a function is called that takes undefined arguments too. */
    private static boolean isForgiving(List<Token> tokens, int i, Functions functions) {
        return isCall(tokens, i)
                && functions
                        .find(tokens.get(i).text())
                        .filter(Function::mayMissArguments)
                        .isPresent();
    }

    private static boolean isProvidedFor(List<Token> tokens, int i) {
        return i + 1 < tokens.size()
                && (tokens.get(i + 1).is("!") || tokens.get(i + 1).is("??"));
    }

    private static Set<String> lambdaParameters(List<Token> tokens) {
        Set<String> parameters = new HashSet<>();
        for (int i = 1; i < tokens.size(); i++) {
            if (!tokens.get(i).is("->")) {
                continue;
            }
            for (int j = i - 1; j >= 0 && !tokens.get(j).is("("); j--) {
                if (tokens.get(j).kind() == Token.Kind.WORD) {
                    parameters.add(tokens.get(j).text());
                }
            }
        }
        return parameters;
    }
}
