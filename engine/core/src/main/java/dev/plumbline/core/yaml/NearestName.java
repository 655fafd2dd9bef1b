package dev.plumbline.core.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was most likely meant by a misspelt one. */
public final class NearestName {
    private NearestName() {}

    private static final int SUBSTITUTED = 3;
    private static final int MOVED = 2;

    /** The known name with the least edits away, where it is near enough to be meant: a third of its length, at least one edit. */
    public static Optional<String> of(String name, Collection<String> known) {
        String lower = name.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(candidate -> Math.abs(candidate.length() - name.length()) * MOVED <= allowed(name, candidate))
                .map(candidate -> new Candidate(candidate, distance(lower, candidate.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.distance() <= allowed(name, candidate.name()))
                .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .map(Candidate::name);
    }

    /** {@code Did you mean 'x'?}, or else the given words. */
    public static String hint(String name, Collection<String> known, String otherwise) {
        return of(name, known).map(near -> "Did you mean '" + near + "'?").orElse(otherwise);
    }

    private static int allowed(String name, String candidate) {
        return SUBSTITUTED * Math.max(1, Math.max(name.length(), candidate.length()) / 3);
    }

    /** Insertions, deletions and swaps of neighbours are likelier slips than substitutions, and count less. */
    private static int distance(String left, String right) {
        int[][] edits = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = (i + j) * MOVED;
                    continue;
                }
                int substitution = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : SUBSTITUTED;
                int fewest = Math.min(edits[i - 1][j] + MOVED, edits[i][j - 1] + MOVED);
                fewest = Math.min(fewest, edits[i - 1][j - 1] + substitution);
                if (i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1)) {
                    fewest = Math.min(fewest, edits[i - 2][j - 2] + MOVED);
                }
                edits[i][j] = fewest;
            }
        }
        return edits[left.length()][right.length()];
    }

    private record Candidate(String name, int distance) {}
}
