package dev.plumbline.core.wire;

import dev.plumbline.api.probe.Known;
import dev.plumbline.api.probe.Known.Seen;
import dev.plumbline.api.probe.Known.Unreadable;
import dev.plumbline.api.read.FileState;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.FileMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What lies at paths: one {@code stat} for all, and {@code readlink} for those that are links. */
final class FileQuestion implements Question {
    private static final int KIND = 0170000;

    private final List<AbsolutePath> paths;
    private final List<Integer> targets = new ArrayList<>();
    private final List<Integer> resolved = new ArrayList<>();
    private int statuses;

    FileQuestion(List<AbsolutePath> paths) {
        this.paths = List.copyOf(paths);
    }

    @Override
    public void write(Script.Writer script) {
        statuses = script.read("plumb_stat " + Marks.words(paths), false, Marks.LIMIT);
        for (AbsolutePath path : paths) {
            String word = Quote.word(path.value());
            String condition = "[ -L " + word + " ]";
            targets.add(script.readIf(condition, "plumb_target " + word, false, Marks.LIMIT));
            resolved.add(script.readIf(condition, "plumb_resolved " + word, false, Marks.LIMIT));
        }
    }

    @Override
    public Map<Read<?>, Known<?>> answers(Transcript transcript) {
        Map<Read<?>, Known<?>> answers = new HashMap<>();
        List<Marks.Marked> marked = Marks.parse(paths.size(), "el", transcript.section(statuses));
        for (int i = 0; i < paths.size(); i++) {
            answers.put(
                    new Read.FileStatus(paths.get(i)),
                    state(marked.get(i), transcript.section(targets.get(i)), transcript.section(resolved.get(i))));
        }
        return answers;
    }

    private static Known<FileState> state(Marks.Marked marked, Section target, Section resolved) {
        return switch (marked) {
            case Marks.Missing() -> new Seen<>(new FileState.Missing());
            case Marks.Hidden(String reason) -> new Unreadable<>(reason);
            case Marks.Line(String line) -> parse(line, target, resolved);
        };
    }

    /** {@code %f:%h:%u:%g:%U:%G} of stat: the raw mode in hexadecimal, links, numbers and names of owner and group. */
    static Known<FileState> parse(String line, Section target, Section resolved) {
        String[] part = line.split(":", -1);
        if (part.length != 6 || !part[0].matches("[0-9a-f]{1,8}") || !part[1].matches("[0-9]{1,9}")) {
            return new Unreadable<>("stat printed '" + Quote.shown(line) + "'");
        }
        int raw = Integer.parseUnsignedInt(part[0], 16);
        FileMode mode = new FileMode(raw & 07777);
        String owner = name(part[4], part[2]);
        String group = name(part[5], part[3]);
        return switch (raw & KIND) {
            case 0100000 -> new Seen<>(new FileState.Regular(mode, owner, group, Integer.parseInt(part[1])));
            case 0040000 -> new Seen<>(new FileState.Directory(mode, owner, group));
            case 0120000 -> link(owner, group, target, resolved);
            case 0020000 -> new Seen<>(new FileState.Special("character device", mode, owner, group));
            case 0060000 -> new Seen<>(new FileState.Special("block device", mode, owner, group));
            case 0010000 -> new Seen<>(new FileState.Special("pipe", mode, owner, group));
            case 0140000 -> new Seen<>(new FileState.Special("socket", mode, owner, group));
            default -> new Seen<>(new FileState.Special("unknown", mode, owner, group));
        };
    }

    private static Known<FileState> link(String owner, String group, Section target, Section resolved) {
        if (!target.succeeded() || target.output().length() == 0) {
            return new Unreadable<>("the link can't be read: " + target.lastError());
        }
        String end = Section.text(resolved.output());
        Optional<AbsolutePath> leadsTo = end.startsWith("/") ? Optional.of(new AbsolutePath(end)) : Optional.empty();
        return new Seen<>(new FileState.Link(Section.text(target.output()), leadsTo, owner, group));
    }

    private static String name(String name, String number) {
        return name.equals("UNKNOWN") || name.isEmpty() ? number : name;
    }
}
