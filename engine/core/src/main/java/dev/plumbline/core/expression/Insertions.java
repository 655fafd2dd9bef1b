package dev.plumbline.core.expression;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What is to be put between the characters of an expression or template before FreeMarker sees it. */
final class Insertions {
    private final NavigableMap<Integer, String> inserted = new TreeMap<>();

    /** Hands what stands between two offsets to a function. What is put around first is outside. */
    void around(String function, int begin, int end) {
        before(begin, function + "(");
        inserted.merge(end, ")", (present, more) -> more + present);
    }

    void before(int offset, String characters) {
        inserted.merge(offset, characters, (present, more) -> present + more);
    }

    Rewritten into(String source) {
        StringBuilder result = new StringBuilder();
        NavigableMap<Integer, Integer> lengths = new TreeMap<>();
        int copied = 0;
        for (Map.Entry<Integer, String> insertion : inserted.entrySet()) {
            result.append(source, copied, insertion.getKey()).append(insertion.getValue());
            lengths.put(insertion.getKey(), insertion.getValue().length());
            copied = insertion.getKey();
        }
        return new Rewritten(result.append(source.substring(copied)).toString(), lengths);
    }
}
