package dev.plumbline.cli.report;

import dev.plumbline.api.value.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Covers what stood on a host in a secret's place. What is read there is not marked as secret, and yet the old password may stand right
 * where the new one goes.
 */
public final class Cover {
    /** Shorter secrets are found in innocent lines everywhere. */
    private static final int LEAST_SECRET = 4;

    private Cover() {}

    /** {@code before} with everything secret that corresponds to a secret part of {@code after}. */
    public static Text before(Text before, Text after) {
        if (!after.isSecret() || before.isEmpty()) {
            return before;
        }
        List<Text> old = before.lines();
        List<Text> wanted = after.lines();
        if (old.size() == 1 && wanted.size() <= 1) {
            return before.isSecret() ? before : before.asSecret();
        }
        List<Text> covered = cover(old, wanted);
        return Text.join("\n", covered).plus(before.reveal().endsWith("\n") ? "\n" : "");
    }

    private static List<Text> cover(List<Text> old, List<Text> wanted) {
        Map<String, Text> marked = new HashMap<>();
        Set<String> names = new HashSet<>();
        Set<String> secrets = new HashSet<>();
        for (Text line : wanted) {
            if (line.isSecret()) {
                marked.put(line.reveal(), line);
                names.add(firstWord(line.toString()));
                secrets.addAll(line.secrets());
            }
        }
        names.remove("");
        secrets.removeIf(secret -> secret.length() < LEAST_SECRET);
        List<Text> covered = new ArrayList<>();
        for (Text line : old) {
            String characters = line.reveal();
            Text same = marked.get(characters);
            if (same != null) {
                covered.add(same);
            } else if (names.contains(firstWord(characters)) || secrets.stream().anyMatch(characters::contains)) {
                covered.add(line.asSecret());
            } else {
                covered.add(line);
            }
        }
        if (old.size() <= LineDiff.MOST_LINES && wanted.size() <= LineDiff.MOST_LINES) {
            coverReplaced(old, wanted, covered);
        }
        return covered;
    }

    private static void coverReplaced(List<Text> old, List<Text> wanted, List<Text> covered) {
        for (Hunk hunk : Hunk.between(old, wanted)) {
            if (wanted.subList(hunk.newFrom(), hunk.newTo()).stream().anyMatch(Text::isSecret)) {
                for (int i = hunk.oldFrom(); i < hunk.oldTo(); i++) {
                    covered.set(i, covered.get(i).asSecret());
                }
            }
        }
    }

    private static String firstWord(String line) {
        String stripped = line.strip();
        int end = 0;
        while (end < stripped.length() && " \t=:*".indexOf(stripped.charAt(end)) < 0) {
            end++;
        }
        return stripped.substring(0, end);
    }
}
