package dev.plumbline.core.expression;

import dev.plumbline.core.function.Functions;
import freemarker.core.ParseException;
import freemarker.template.utility.StringUtil;
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
    private static final Set<String> DIRECTIVE_WORDS = Set.of("as", "in", "using");
    private static final Set<String> ALL_VARIABLES = Set.of("vars", "data_model", "globals", "main", "locals");
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

    static List<Name> of(String expression) {
        return of(Lexer.tokens(expression), 0);
    }

    /** The names in tokens, their offsets shifted. */
    static List<Name> of(List<Token> tokens, int shift) {
        Set<Integer> parameters = lambdaParameters(tokens);
        List<Name> names = new ArrayList<>();
        Deque<Integer> groups = new ArrayDeque<>();
        Deque<Boolean> forgivingAt = new ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is("(") || token.is("[") || token.is("{")) {
                boolean call = i > 0 && tokens.get(i - 1).endsOperand() && !isWordOperator(tokens.get(i - 1));
                boolean forgiving = call && isForgiving(tokens, i - 1);
                groups.push(call && !forgiving ? NO_GROUP : names.size());
                forgivingAt.push(forgiving);
            } else if (token.is(")") || token.is("]") || token.is("}")) {
                int begin = groups.pop();
                boolean forgiven = forgivingAt.pop();
                if (begin != NO_GROUP && token.is(")") && (forgiven || isProvidedFor(tokens, i))) {
                    names.subList(begin, names.size()).replaceAll(name -> new Name(name.name(), name.offset(), true));
                }
            } else if (token.kind() == Token.Kind.STRING) {
                names.addAll(inString(token, shift));
            } else if (isVariable(tokens, i) && !isBeforeBracket(tokens, i) && !parameters.contains(i)) {
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
        String content = unescaped(token.content());
        if (!content.contains("${")) {
            return List.of();
        }
        List<Name> names = new ArrayList<>();
        for (Interpolation.Code code : Interpolation.parse(content).codes()) {
            for (Name name : of(code.source())) {
                names.add(new Name(name.name(), shift + token.offset(), name.optional()));
            }
        }
        return names;
    }

    /** The library looks for expressions in a string once its escapes are resolved. */
    private static String unescaped(String content) {
        try {
            return content.indexOf('\\') < 0 ? content : StringUtil.FTLStringLiteralDec(content);
        } catch (ParseException e) {
            return content;
        }
    }

    private static boolean isVariable(List<Token> tokens, int i) {
        Token token = tokens.get(i);
        if (token.kind() != Token.Kind.WORD || LITERALS.contains(token.text())) {
            return false;
        }
        Token before = i == 0 ? null : tokens.get(i - 1);
        if (before != null && (before.is(".") || before.is("?"))) {
            return before.is(".") && isOfAllVariables(tokens, i - 2);
        }
        if (DIRECTIVE_WORDS.contains(token.text()) && before != null && before.endsOperand()) {
            return false;
        }
        return !(isWordOperator(token) && before != null && before.endsOperand());
    }

    private static boolean isBeforeBracket(List<Token> tokens, int i) {
        return i + 1 < tokens.size() && tokens.get(i + 1).is("(");
    }

    /** Whether a function is called that takes undefined arguments too. */
    private static boolean isForgiving(List<Token> tokens, int i) {
        return isCall(tokens, i) && Functions.mayMissArguments(tokens.get(i).text());
    }

    /** Whether the token at {@code i} is the word of {@code .vars} or its like: what stands behind its dot is a variable. */
    private static boolean isOfAllVariables(List<Token> tokens, int i) {
        return i >= 1
                && ALL_VARIABLES.contains(tokens.get(i).text())
                && tokens.get(i - 1).is(".")
                && (i == 1 || !tokens.get(i - 2).endsOperand());
    }

    private static boolean isProvidedFor(List<Token> tokens, int i) {
        return i + 1 < tokens.size()
                && (tokens.get(i + 1).is("!") || tokens.get(i + 1).is("??"));
    }

    /** Where the parameters of lambdas stand: before the arrow, and in what follows it up to the end of that argument. */
    private static Set<Integer> lambdaParameters(List<Token> tokens) {
        Set<Integer> places = new HashSet<>();
        for (int arrow = 1; arrow < tokens.size(); arrow++) {
            if (!tokens.get(arrow).is("->")) {
                continue;
            }
            Set<String> parameters = new HashSet<>();
            int begin = arrow - 1;
            boolean listed = tokens.get(begin).is(")");
            while (begin >= 0
                    && !tokens.get(begin).is("(")
                    && (listed || !tokens.get(begin).is(","))) {
                parameters.add(tokens.get(begin).text());
                begin--;
            }
            int end = endOfArgument(tokens, arrow + 1);
            for (int i = begin + 1; i < end; i++) {
                Token token = tokens.get(i);
                boolean member = i > 0 && tokens.get(i - 1).is(".");
                if (token.kind() == Token.Kind.WORD && !member && parameters.contains(token.text())) {
                    places.add(i);
                }
            }
        }
        return places;
    }

    private static int endOfArgument(List<Token> tokens, int from) {
        int depth = 0;
        for (int i = from; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is("(") || token.is("[") || token.is("{")) {
                depth++;
            } else if (token.is(")") || token.is("]") || token.is("}")) {
                depth--;
            }
            if (depth < 0 || (depth == 0 && token.is(","))) {
                return i;
            }
        }
        return tokens.size();
    }
}
