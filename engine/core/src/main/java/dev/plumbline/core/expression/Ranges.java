package dev.plumbline.core.expression;

import java.util.List;
import java.util.Set;

/**
 * Puts a bound around both ends of each range: FreeMarker can't be interrupted while it walks along one, and what it makes of one is held
 * in memory.
 */
final class Ranges {
    static final int FURTHEST = 100_000;
    static final String BOUND = "plumbline_bound";

    private static final Set<String> WEAKER = Set.of(
            ",", ":", ";", "<", ">", "<=", ">=", "==", "=", "!=", "&&", "||", "&", "->", "..", "..<", "..!", "..*");

    private Ranges() {}

    static void bound(List<Token> tokens, Insertions insertions) {
        for (int i = 0; i < tokens.size(); i++) {
            if (!tokens.get(i).text().startsWith("..") || tokens.get(i).kind() != Token.Kind.SYMBOL) {
                continue;
            }
            int begin = begin(tokens, i);
            if (begin < i) {
                insertions.around(
                        BOUND, tokens.get(begin).offset(), tokens.get(i - 1).end());
            }
            int end = end(tokens, i);
            if (end > i) {
                insertions.around(
                        BOUND, tokens.get(i + 1).offset(), tokens.get(end).end());
            }
        }
    }

    /** The index of the first token of what stands left of the range at {@code i}. */
    private static int begin(List<Token> tokens, int i) {
        int depth = 0;
        int j = i;
        while (j > 0) {
            Token before = tokens.get(j - 1);
            if (depth == 0 && (before.opens() || isWeaker(before) || (j < i && isBorder(before, tokens.get(j))))) {
                break;
            }
            depth += before.closes() ? 1 : before.opens() ? -1 : 0;
            j--;
        }
        return j;
    }

    /** The index of the last token of what stands right of the range at {@code i}. */
    private static int end(List<Token> tokens, int i) {
        int depth = 0;
        int j = i;
        while (j + 1 < tokens.size()) {
            Token after = tokens.get(j + 1);
            if (depth == 0 && (after.closes() || isWeaker(after) || (j > i && isBorder(tokens.get(j), after)))) {
                break;
            }
            depth += after.opens() ? 1 : after.closes() ? -1 : 0;
            j++;
        }
        return j;
    }

    private static boolean isWeaker(Token token) {
        return ExpressionNames.isWordOperator(token)
                || (token.kind() == Token.Kind.SYMBOL && WEAKER.contains(token.text()));
    }

    /** Whether one expression ends and the next begins here, as between the parameters of a template's tag. */
    static boolean isBorder(Token left, Token right) {
        return left.endsOperand()
                && right.kind() != Token.Kind.SYMBOL
                && !ExpressionNames.isWordOperator(left)
                && !ExpressionNames.isWordOperator(right);
    }
}
