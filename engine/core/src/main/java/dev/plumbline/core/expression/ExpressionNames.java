package dev.plumbline.core.expression;

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

    static List<Name> of(String expression) {
        return of(Lexer.tokens(expression), 0);
    }

    private static List<Name> of(List<Token> tokens, int shift) {
        Set<String> parameters = lambdaParameters(tokens);
        List<Name> names = new ArrayList<>();
        Deque<Integer> groups = new ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is("(") || token.is("[") || token.is("{")) {
                boolean call = i > 0 && tokens.get(i - 1).endsOperand() && !isWordOperator(tokens.get(i - 1));
                groups.push(call ? NO_GROUP : names.size());
            } else if (token.is(")") || token.is("]") || token.is("}")) {
                int begin = groups.pop();
                if (begin != NO_GROUP && token.is(")") && isProvidedFor(tokens, i)) {
                    names.subList(begin, names.size()).replaceAll(name -> new Name(name.name(), name.offset(), true));
                }
            } else if (token.kind() == Token.Kind.STRING) {
                names.addAll(inString(token, shift));
            } else if (isVariable(tokens, i) && !parameters.contains(token.text())) {
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

    private static List<Name> inString(Token token, int shift) {
        if (!token.text().contains("${")) {
            return List.of();
        }
        List<Name> names = new ArrayList<>();
        for (Interpolation.Code code : Interpolation.parse(token.content()).codes()) {
            for (Name name : of(code.source())) {
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
