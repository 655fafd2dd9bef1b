package dev.plumbline.core.wire;

import dev.plumbline.api.value.AbsolutePath;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers about several paths at once: a first line with one mark for each path, then one line for each path that a utility was asked
 * about. Where that utility failed for some, a line {@code ~} begins the list anew, with {@code !} for those.
 */
final class Marks {
    /** Bytes kept of such an answer. */
    static final int LIMIT = 4 << 20;

    /** Paths asked for in one call. */
    static final int CHUNK = 256;

    private Marks() {}

    /** What is known of one path. */
    sealed interface Marked {}

    record Missing() implements Marked {}

    record Hidden(String reason) implements Marked {}

    record Line(String text) implements Marked {}

    static String words(List<AbsolutePath> paths) {
        return Quote.words(paths.stream().map(AbsolutePath::value).toList());
    }

    /**
     * Reads the answer about so many paths.
     *
     * @param asked the marks of paths of which a line tells more
     */
    static List<Marked> parse(int paths, String asked, Section section) {
        List<String> lines = section.lines();
        String marks = lines.isEmpty() ? "" : lines.getFirst();
        if (!section.ended() || marks.length() != paths || section.lost() > 0) {
            return all(paths, reason(section));
        }
        List<String> told = lines.subList(1, lines.size());
        int anew = told.lastIndexOf("~");
        told = told.subList(anew + 1, told.size());
        long expected = marks.chars().filter(mark -> asked.indexOf(mark) >= 0).count();
        if (told.size() != expected) {
            return all(paths, reason(section));
        }
        List<Marked> marked = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < marks.length(); i++) {
            char mark = marks.charAt(i);
            if (asked.indexOf(mark) < 0) {
                marked.add(unasked(mark));
            } else {
                String line = told.get(next++);
                marked.add(line.equals("!") ? new Hidden("it can't be read: " + section.lastError()) : new Line(line));
            }
        }
        return marked;
    }

    /** What a mark says of a path by itself. */
    static Marked unasked(char mark) {
        return switch (mark) {
            case '-' -> new Missing();
            case '?' -> new Hidden("permission denied: a directory above it can't be searched");
            case 'x' -> new Hidden("permission denied");
            default -> new Hidden("the host's answer is not understood");
        };
    }

    private static List<Marked> all(int paths, String reason) {
        return java.util.Collections.nCopies(paths, new Hidden(reason));
    }

    static String reason(Section section) {
        if (section.lost() > 0) {
            return "the host answered with more than is kept";
        }
        if (section.ended() && section.status().getAsInt() == 127) {
            return "a utility is missing on the host: " + section.lastError();
        }
        if (!section.ended()) {
            return "the connection was lost before it was read";
        }
        String error = section.lastError();
        return section.succeeded() || error.isEmpty() ? "the host's answer is not understood" : error;
    }
}
