package dev.plumbline.core.expression;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

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

    /**
     * An expression whose ranges are bounded.
     *
     * @param insertions how many characters were inserted, by their offset in the source
     */
    record Bounded(String source, NavigableMap<Integer, Integer> insertions) {

        /** The offset in the original source that an offset in the bounded one means. */
        int original(int offset) {
            int inserted = 0;
            for (Map.Entry<Integer, Integer> insertion : insertions.entrySet()) {
                if (insertion.getKey() + inserted >= offset) {
                    break;
                }
                inserted += insertion.getValue();
            }
            return Math.max(0, offset - inserted);
        }
    }

    static Bounded bound(String source, List<Token> tokens) {
        NavigableMap<Integer, String> insertions = new TreeMap<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (!tokens.get(i).text().startsWith("..") || tokens.get(i).kind() != Token.Kind.SYMBOL) {
                continue;
            }
            int begin = begin(tokens, i);
            if (begin < i) {
                insert(insertions, tokens.get(begin).offset(), tokens.get(i - 1).end());
            }
            int end = end(tokens, i);
            if (end > i) {
                insert(insertions, tokens.get(i + 1).offset(), tokens.get(end).end());
            }
        }
        StringBuilder bounded = new StringBuilder();
        NavigableMap<Integer, Integer> lengths = new TreeMap<>();
        int at = 0;
        for (Map.Entry<Integer, String> insertion : insertions.entrySet()) {
            bounded.append(source, at, insertion.getKey()).append(insertion.getValue());
            lengths.put(insertion.getKey(), insertion.getValue().length());
            at = insertion.getKey();
        }
        return new Bounded(bounded.append(source.substring(at)).toString(), lengths);
    }

    private static void insert(NavigableMap<Integer, String> insertions, int begin, int end) {
        insertions.merge(begin, BOUND + "(", (before, more) -> before + more);
        insertions.merge(end, ")", (before, more) -> more + before);
    }

    /** The index of the first token of what stands left of the range at {@code i}. */
    private static int begin(List<Token> tokens, int i) {
        int depth = 0;
        int j = i;
        while (j > 0) {
            Token before = tokens.get(j - 1);
            boolean opens = isOneOf(before, "(", "[", "{");
            if (depth == 0 && (opens || isWeaker(before))) {
                break;
            }
            depth += isOneOf(before, ")", "]", "}") ? 1 : opens ? -1 : 0;
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
            boolean closes = isOneOf(after, ")", "]", "}");
            if (depth == 0 && (closes || isWeaker(after))) {
                break;
            }
            depth += isOneOf(after, "(", "[", "{") ? 1 : closes ? -1 : 0;
            j++;
        }
        return j;
    }

    private static boolean isWeaker(Token token) {
        return ExpressionNames.isWordOperator(token)
                || (token.kind() == Token.Kind.SYMBOL && WEAKER.contains(token.text()));
    }

    private static boolean isOneOf(Token token, String first, String second, String third) {
        return token.is(first) || token.is(second) || token.is(third);
    }
}
