package dev.plumbline.modules.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One edit of lines, as lineinfile means it.
 *
 * @param match the lines meant; those equal to {@code line} where absent
 * @param line what shall stand there, without a line end
 * @param insertion where it goes when no line is meant
 * @param backrefs whether the line takes over groups of the match, and nothing is inserted
 */
record LineEdit(Optional<Pattern> match, String line, Insertion insertion, boolean backrefs) {
    private static final Pattern REFERENCE = Pattern.compile("\\\\(\\d)|\\\\g<(\\w+)>");

    /** Where a line that isn't there yet goes. */
    sealed interface Insertion {
        record AtEnd() implements Insertion {}

        record AtBegin() implements Insertion {}

        /** After the last line that matches; at the end where none does. */
        record After(Pattern pattern) implements Insertion {}

        /** Before the last line that matches; at the end where none does. */
        record Before(Pattern pattern) implements Insertion {}
    }

    /** The lines once the line is there. Doing it again changes nothing, or the edit has no end and nothing comes back. */
    Optional<Lines> present(Lines lines) {
        Lines edited = lines;
        for (int round = 0; round <= lines.lines().size() + 1; round++) {
            Lines next = once(edited);
            if (next.equals(edited)) {
                return Optional.of(edited);
            }
            edited = next;
        }
        return Optional.empty();
    }

    Lines absent(Lines lines) {
        Predicate<String> meant = match.<Predicate<String>>map(
                        pattern -> body -> pattern.matcher(body).find())
                .orElse(body -> body.equals(line));
        return lines.with(lines.lines().stream()
                .filter(each -> !meant.test(Lines.body(each)))
                .toList());
    }

    private Lines once(Lines lines) {
        int exact = last(lines, body -> body.equals(line));
        int meant = match.map(
                        pattern -> last(lines, body -> pattern.matcher(body).find()))
                .orElse(exact);
        if (meant >= 0) {
            return replace(lines, meant);
        }
        return exact >= 0 || backrefs ? lines : insert(lines);
    }

    private static int last(Lines lines, Predicate<String> test) {
        for (int i = lines.lines().size() - 1; i >= 0; i--) {
            if (test.test(Lines.body(lines.lines().get(i)))) {
                return i;
            }
        }
        return -1;
    }

    private Lines replace(Lines lines, int index) {
        String old = lines.lines().get(index);
        List<String> edited = new ArrayList<>(lines.lines());
        edited.set(index, (backrefs ? expanded(Lines.body(old)) : line) + Lines.end(old));
        return lines.with(edited);
    }

    private String expanded(String old) {
        Matcher found = match.orElseThrow().matcher(old);
        if (!found.find()) {
            return line;
        }
        return REFERENCE
                .matcher(line)
                .replaceAll(
                        reference -> Matcher.quoteReplacement(group(found, reference.group(1), reference.group(2))));
    }

    private static String group(Matcher found, @org.jspecify.annotations.Nullable String number, String name) {
        String value = number == null ? found.group(name) : found.group(Integer.parseInt(number));
        return value == null ? "" : value;
    }

    private Lines insert(Lines lines) {
        int count = lines.lines().size();
        int index = switch (insertion) {
            case Insertion.AtEnd() -> count;
            case Insertion.AtBegin() -> 0;
            case Insertion.After(Pattern pattern) -> {
                int after = last(lines, body -> pattern.matcher(body).find());
                yield after < 0 ? count : after + 1;
            }
            case Insertion.Before(Pattern pattern) -> {
                int before = last(lines, body -> pattern.matcher(body).find());
                yield before < 0 ? count : before;
            }
        };
        List<String> edited = new ArrayList<>(lines.lines());
        if (index > 0 && Lines.end(edited.get(index - 1)).isEmpty()) {
            edited.set(index - 1, edited.get(index - 1) + lines.usualEnd());
        }
        edited.add(index, line + lines.usualEnd());
        return lines.with(edited);
    }
}
