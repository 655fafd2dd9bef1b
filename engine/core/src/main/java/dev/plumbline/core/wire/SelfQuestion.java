package dev.plumbline.core.wire;

import dev.plumbline.api.probe.Known;
import dev.plumbline.api.probe.Known.Seen;
import dev.plumbline.api.probe.Known.Unreadable;
import dev.plumbline.api.read.Account;
import dev.plumbline.api.read.Read;
import java.util.List;
import java.util.Map;

/** Who commands run as: {@code id -un} and {@code id -gn}. */
final class SelfQuestion implements Question {
    private int section;

    @Override
    public void write(Script.Writer script) {
        section = script.read("plumb_self", false, Marks.LIMIT);
    }

    @Override
    public Map<Read<?>, Known<?>> answers(Transcript transcript) {
        Section said = transcript.section(section);
        List<String> lines = said.lines();
        Known<Account> self = said.succeeded() && lines.size() == 2
                ? new Seen<>(new Account(lines.getFirst(), lines.getLast()))
                : new Unreadable<>(Marks.reason(said));
        return Map.of(new Read.Self(), self);
    }
}
