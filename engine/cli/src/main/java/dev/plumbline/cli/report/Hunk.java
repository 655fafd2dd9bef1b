package dev.plumbline.cli.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Chunk;
import dev.plumbline.api.value.Text;
import java.util.ArrayList;
import java.util.List;

/** Lines that are replaced by others: {@code old[oldFrom, oldTo)} by {@code wanted[newFrom, newTo)}. */
record Hunk(int oldFrom, int oldTo, int newFrom, int newTo) {

    /** The changes in order, none of them next to another. */
    static List<Hunk> between(List<Text> old, List<Text> wanted) {
        List<Hunk> hunks = new ArrayList<>();
        // This variant needs little memory even where nothing is alike, but tells a replacement as two changes.
        for (AbstractDelta<Text> delta :
                DiffUtils.diff(old, wanted, new MyersDiffWithLinearSpace<>()).getDeltas()) {
            Hunk next = of(delta.getSource(), delta.getTarget());
            if (!hunks.isEmpty() && hunks.getLast().touches(next)) {
                Hunk last = hunks.removeLast();
                hunks.add(new Hunk(last.oldFrom, next.oldTo, last.newFrom, next.newTo));
            } else {
                hunks.add(next);
            }
        }
        return List.copyOf(hunks);
    }

    private static Hunk of(Chunk<Text> source, Chunk<Text> target) {
        return new Hunk(
                source.getPosition(),
                source.getPosition() + source.size(),
                target.getPosition(),
                target.getPosition() + target.size());
    }

    private boolean touches(Hunk next) {
        return oldTo >= next.oldFrom && newTo >= next.newFrom;
    }
}
