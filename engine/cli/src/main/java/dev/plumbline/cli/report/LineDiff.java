package dev.plumbline.cli.report;

import dev.plumbline.api.value.Text;
import java.util.ArrayList;
import java.util.List;

/** The lines that differ between two texts, with some lines around them. */
final class LineDiff {
    /** Of longer texts only the sizes are told. */
    static final int MOST_LINES = 5_000;

    private static final int CONTEXT = 2;

    /** What a shown line is. */
    enum Kind {
        SAME,
        REMOVED,
        ADDED,
        /** A remark of ours, not a line of either text. */
        REMARK
    }

    /** One line as shown, secrets masked, not yet made printable. */
    record Line(Kind kind, String text) {}

    private LineDiff() {}

    /**
     * What differs.
     *
     * @param most so many lines at most; the rest is folded into a remark
     */
    static List<Line> of(Text before, Text after, int most) {
        List<Text> old = before.lines();
        List<Text> wanted = after.lines();
        if (old.size() > MOST_LINES || wanted.size() > MOST_LINES) {
            return List.of(new Line(Kind.REMARK, old.size() + " lines become " + wanted.size()));
        }
        List<Line> lines = changed(old, wanted);
        if (lines.isEmpty()) {
            return List.of(new Line(
                    Kind.REMARK,
                    after.reveal().endsWith("\n") ? "a final line end is added" : "the final line end is removed"));
        }
        return fold(lines, most);
    }

    private static List<Line> changed(List<Text> old, List<Text> wanted) {
        List<Hunk> hunks = Hunk.between(old, wanted);
        List<Line> lines = new ArrayList<>();
        int shown = 0;
        for (int i = 0; i < hunks.size(); i++) {
            Hunk hunk = hunks.get(i);
            int from = Math.max(shown, hunk.oldFrom() - CONTEXT);
            if (from > shown) {
                lines.add(new Line(Kind.REMARK, "line " + (from + 1)));
            }
            add(Kind.SAME, old.subList(from, hunk.oldFrom()), lines);
            add(Kind.REMOVED, old.subList(hunk.oldFrom(), hunk.oldTo()), lines);
            add(Kind.ADDED, wanted.subList(hunk.newFrom(), hunk.newTo()), lines);
            int next = i + 1 < hunks.size() ? hunks.get(i + 1).oldFrom() : old.size();
            shown = Math.min(next, hunk.oldTo() + CONTEXT);
            add(Kind.SAME, old.subList(hunk.oldTo(), shown), lines);
        }
        return lines;
    }

    private static void add(Kind kind, List<Text> texts, List<Line> lines) {
        texts.forEach(text -> lines.add(new Line(kind, text.toString())));
    }

    private static List<Line> fold(List<Line> lines, int most) {
        if (lines.size() <= most) {
            return List.copyOf(lines);
        }
        List<Line> folded = new ArrayList<>(lines.subList(0, most));
        folded.add(new Line(Kind.REMARK, (lines.size() - most) + " more lines: -v shows them"));
        return List.copyOf(folded);
    }
}
