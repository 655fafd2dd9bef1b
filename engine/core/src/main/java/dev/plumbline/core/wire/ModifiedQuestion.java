package dev.plumbline.core.wire;

import dev.plumbline.api.probe.Known;
import dev.plumbline.api.probe.Known.Seen;
import dev.plumbline.api.probe.Known.Unreadable;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.AbsolutePath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When files were last modified: one {@code stat} for all. */
final class ModifiedQuestion implements Question {
    private static final Pattern TIME = Pattern.compile("(-?\\d{1,12}):\\S+ \\d+:\\d+:\\d+(?:\\.(\\d{1,9}))?.*");

    private final List<AbsolutePath> paths;
    private int section;

    ModifiedQuestion(List<AbsolutePath> paths) {
        this.paths = List.copyOf(paths);
    }

    @Override
    public void write(Script.Writer script) {
        section = script.read("plumb_modified " + Marks.words(paths), false, Marks.LIMIT);
    }

    @Override
    public Map<Read<?>, Known<?>> answers(Transcript transcript) {
        Map<Read<?>, Known<?>> answers = new HashMap<>();
        List<Marks.Marked> marked = Marks.parse(paths.size(), "fx", transcript.section(section));
        for (int i = 0; i < paths.size(); i++) {
            Known<Optional<Long>> known = switch (marked.get(i)) {
                case Marks.Missing() -> new Seen<>(Optional.empty());
                case Marks.Hidden(String reason) -> new Unreadable<>(reason);
                case Marks.Line(String line) -> parse(line);
            };
            answers.put(new Read.FileModified(paths.get(i)), known);
        }
        return answers;
    }

    /** {@code %Y:%y} of stat: whole seconds since 1970, and a date that holds their fraction. */
    static Known<Optional<Long>> parse(String line) {
        Matcher time = TIME.matcher(line);
        if (!time.matches()) {
            return new Unreadable<>("stat printed '" + Quote.shown(line) + "'");
        }
        String fraction = ((time.group(2) == null ? "" : time.group(2)) + "000000").substring(0, 6);
        return new Seen<>(Optional.of(Long.parseLong(time.group(1)) * 1_000_000 + Long.parseLong(fraction)));
    }
}
