package dev.plumbline.cli.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
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

    /** The changes in order. By the variant that needs little memory even where nothing is alike. */
    static List<AbstractDelta<Text>> deltas(List<Text> old, List<Text> wanted) {
        return DiffUtils.diff(old, wanted, new MyersDiffWithLinearSpace<>()).getDeltas();
    }

    private static List<Line> changed(List<Text> old, List<Text> wanted) {
        List<AbstractDelta<Text>> deltas = deltas(old, wanted);
        List<Line> lines = new ArrayList<>();
        int shown = 0;
        for (int i = 0; i < deltas.size(); i++) {
            AbstractDelta<Text> delta = deltas.get(i);
            int first = delta.getSource().getPosition();
            int from = Math.max(shown, first - CONTEXT);
            if (from > shown) {
                lines.add(new Line(Kind.REMARK, "line " + (from + 1)));
            }
            same(old.subList(from, first), lines);
            delta.getSource().getLines().forEach(line -> lines.add(new Line(Kind.REMOVED, line.toString())));
            delta.getTarget().getLines().forEach(line -> lines.add(new Line(Kind.ADDED, line.toString())));
            int end = first + delta.getSource().size();
            int next = i + 1 < deltas.size() ? deltas.get(i + 1).getSource().getPosition() : old.size();
            shown = Math.min(next, end + CONTEXT);
            same(old.subList(end, shown), lines);
        }
        return lines;
    }

    private static void same(List<Text> context, List<Line> lines) {
        context.forEach(line -> lines.add(new Line(Kind.SAME, line.toString())));
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
