package dev.plumbline.core.wire;

import dev.plumbline.api.probe.Known;
import dev.plumbline.api.probe.Known.Seen;
import dev.plumbline.api.probe.Known.Unreadable;
import dev.plumbline.api.read.FileState;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.Traces;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Sha256;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** What the host has written down of a run, as {@code plumb_traces} prints it. */
final class TracesQuestion implements Question {
    private final AbsolutePath state;
    private final String run;
    private int section;

    TracesQuestion(AbsolutePath state, String run) {
        this.state = state;
        this.run = run;
    }

    @Override
    public void write(Script.Writer script) {
        section = script.read("plumb_traces " + Quote.words(List.of(state.value(), run)), false, Marks.LIMIT);
    }

    @Override
    public Map<Read<?>, Known<?>> answers(Transcript transcript) {
        Section said = transcript.section(section);
        return Map.of(new Read.LeftBy(run), known(said));
    }

    private Known<Traces> known(Section said) {
        if (!said.succeeded() || said.lost() != 0) {
            return new Unreadable<>(said.ended() ? "permission denied: " + state : Marks.reason(said));
        }
        try {
            return new Seen<>(parse(said.lines()));
        } catch (IllegalArgumentException | NoSuchElementException e) {
            return new Unreadable<>("what the host wrote down of the run can't be understood");
        }
    }

    static Traces parse(List<String> said) {
        List<Traces.OfFile> files = new ArrayList<>();
        List<Traces.OfUnit> units = new ArrayList<>();
        List<String> others = new ArrayList<>();
        Iterator<String> lines = said.iterator();
        while (lines.hasNext()) {
            String kind = lines.next();
            switch (kind) {
                case "F" -> files.add(file(lines));
                case "U", "R" -> units.add(unit(lines, kind.equals("R")));
                case "O" -> lines.forEachRemaining(others::add);
                default -> throw new IllegalArgumentException(kind);
            }
        }
        return new Traces(files, units, others);
    }

    private static Traces.OfFile file(Iterator<String> lines) {
        String[] was = lines.next().split(" ", -1);
        AbsolutePath path = new AbsolutePath(Debts.decode(lines.next()));
        Traces.Lay before = lay(was, lines.next());
        String[] now = lines.next().split(" ", -1);
        String target = lines.next();
        Optional<Traces.Lay> left = now[0].equals("?") ? Optional.empty() : Optional.of(lay(now, target));
        return new Traces.OfFile(path, before, was[3].equals("1"), left);
    }

    private static Traces.Lay lay(String[] words, String target) {
        if (words.length < 3) {
            throw new IllegalArgumentException(String.join(" ", words));
        }
        if (words[0].equals("missing")) {
            return new Traces.Lay(new FileState.Missing(), Optional.empty());
        }
        if (words[0].equals("link") && target.isEmpty()) {
            throw new IllegalArgumentException("a link whose target has more than one line");
        }
        Section link = Section.ended(0, target, "");
        if (!(FileQuestion.parse(words[1], link, Section.ended(0, "", "")) instanceof Seen<FileState> seen)) {
            throw new IllegalArgumentException(words[1]);
        }
        return new Traces.Lay(
                seen.value(), words[2].equals("-") ? Optional.empty() : Optional.of(new Sha256(words[2])));
    }

    private static Traces.OfUnit unit(Iterator<String> lines, boolean restarted) {
        String[] words = lines.next().split(" ", -1);
        return new Traces.OfUnit(Debts.decode(lines.next()), words[0], words[1].equals("-") ? "" : words[1], restarted);
    }
}
