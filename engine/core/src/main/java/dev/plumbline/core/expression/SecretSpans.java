package dev.plumbline.core.expression;

import dev.plumbline.api.value.Text;
import java.util.BitSet;
import java.util.List;

/** Finds again, in what a template gave, the secrets that went into it. */
final class SecretSpans {
    private SecretSpans() {}

    /**
     * The text with each literal occurrence of a secret marked. Where a secret occurs less often than it was looked at, it may be hidden in
     * another form, and all is secret.
     *
     * @param looked the secrets that were looked at, once for each time
     */
    static Text mark(String rendered, List<Text> looked) {
        BitSet secret = new BitSet(rendered.length());
        for (Text text : looked) {
            for (String characters : text.secrets()) {
                int found = markAll(rendered, characters, secret);
                if (found < timesLookedAt(looked, characters)) {
                    return Text.secret(rendered);
                }
            }
        }
        return cut(rendered, secret);
    }

    private static int markAll(String rendered, String characters, BitSet secret) {
        int count = 0;
        for (int at = rendered.indexOf(characters); at >= 0; at = rendered.indexOf(characters, at + 1)) {
            secret.set(at, at + characters.length());
            count++;
        }
        return count;
    }

    private static long timesLookedAt(List<Text> looked, String characters) {
        return looked.stream()
                .filter(text -> text.secrets().contains(characters))
                .count();
    }

    private static Text cut(String rendered, BitSet secret) {
        Text text = Text.EMPTY;
        int at = 0;
        while (at < rendered.length()) {
            boolean hidden = secret.get(at);
            int change = hidden ? secret.nextClearBit(at) : secret.nextSetBit(at);
            int end = change < 0 ? rendered.length() : Math.min(change, rendered.length());
            String part = rendered.substring(at, end);
            text = text.plus(hidden ? Text.secret(part) : Text.of(part));
            at = end;
        }
        return text;
    }
}
