package dev.plumbline.core.wire;

import dev.plumbline.api.probe.Known;
import dev.plumbline.api.probe.Known.Seen;
import dev.plumbline.api.probe.Known.Unreadable;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.AbsolutePath;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The debts written down on the host. */
final class DebtQuestion implements Question {
    private final AbsolutePath state;
    private int section;

    DebtQuestion(AbsolutePath state) {
        this.state = state;
    }

    @Override
    public void write(Script.Writer script) {
        section = script.read("plumb_owed " + Quote.word(state.value()), false, Marks.LIMIT);
    }

    @Override
    public Map<Read<?>, Known<?>> answers(Transcript transcript) {
        Section said = transcript.section(section);
        Known<Set<String>> owed;
        if (said.succeeded() && said.lost() == 0) {
            Set<String> handlers = new TreeSet<>();
            said.lines().forEach(line -> handlers.add(Debts.decode(line)));
            owed = new Seen<>(Set.copyOf(handlers));
        } else {
            owed = new Unreadable<>(said.ended() ? "permission denied: " + state : Marks.reason(said));
        }
        return Map.of(new Read.Owed(), owed);
    }
}
