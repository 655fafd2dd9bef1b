package dev.plumbline.core.wire;

import dev.plumbline.api.probe.Known;
import dev.plumbline.api.probe.Known.Seen;
import dev.plumbline.api.probe.Known.Unreadable;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Sha256;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hashes of files: one {@code sha256sum} for all. Names with a newline or backslash are not given to it by name, since not every
 * sha256sum escapes them in what it prints.
 */
final class HashQuestion implements Question {
    private static final Pattern HASH = Pattern.compile("\\\\?([0-9a-f]{64})(?: .*)?");

    private final List<AbsolutePath> paths;
    private int section;

    private HashQuestion(List<AbsolutePath> paths) {
        this.paths = List.copyOf(paths);
    }

    /** All of them may go in one call. */
    static HashQuestion together(List<AbsolutePath> paths) {
        return new HashQuestion(paths);
    }

    static boolean isAwkward(AbsolutePath path) {
        return path.value().indexOf('\n') >= 0 || path.value().indexOf('\\') >= 0;
    }

    @Override
    public void write(Script.Writer script) {
        boolean alone = paths.size() == 1 && isAwkward(paths.getFirst());
        section = script.read((alone ? "plumb_hash_one " : "plumb_hash ") + Marks.words(paths), true, Marks.LIMIT);
    }

    @Override
    public Map<Read<?>, Known<?>> answers(Transcript transcript) {
        Map<Read<?>, Known<?>> answers = new HashMap<>();
        List<Marks.Marked> marked = Marks.parse(paths.size(), "f", transcript.section(section));
        for (int i = 0; i < paths.size(); i++) {
            Known<Optional<Sha256>> known = switch (marked.get(i)) {
                case Marks.Missing() -> new Seen<>(Optional.empty());
                case Marks.Hidden(String reason) -> new Unreadable<>(reason);
                case Marks.Line(String line) -> parse(line);
            };
            answers.put(new Read.FileHash(paths.get(i)), known);
        }
        return answers;
    }

    private static Known<Optional<Sha256>> parse(String line) {
        Matcher hash = HASH.matcher(line);
        return hash.matches()
                ? new Seen<>(Optional.of(new Sha256(hash.group(1))))
                : new Unreadable<>("sha256sum printed '" + Quote.shown(line) + "'");
    }
}
