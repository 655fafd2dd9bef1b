package dev.plumbline.core.expression;

import java.util.Map;
import java.util.NavigableMap;

/**
 * An expression or template with insertions.
 *
 * @param insertions how many characters were inserted, by their offset in the original
 */
record Rewritten(String source, NavigableMap<Integer, Integer> insertions) {

    /** The offset in the original that an offset in this one means. */
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

    /**
     * The offset in the original that a line and column in this one mean, both counted from 1.
     *
     * @param shift how many characters stand before the first line's first one
     */
    int original(int line, int column, int shift) {
        int begin = 0;
        for (int i = 1; i < line; i++) {
            int end = source.indexOf('\n', begin);
            if (end < 0) {
                return 0;
            }
            begin = end + 1;
        }
        return original(Math.clamp(begin + (long) column - 1 - (line == 1 ? shift : 0), 0, source.length()));
    }
}
