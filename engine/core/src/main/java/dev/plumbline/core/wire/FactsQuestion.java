package dev.plumbline.core.wire;

import dev.plumbline.api.probe.Known;
import dev.plumbline.api.read.FactSubset;
import dev.plumbline.api.read.Read;
import dev.plumbline.core.fact.Facts;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a host says of itself: the functions of {@code facts.sh}, sent only where they are needed. */
final class FactsQuestion implements Question {
    private static final String FUNCTIONS = HostFunctions.load("facts.sh");

    private final Set<FactSubset> subsets;
    private final int limit;
    private int section;

    FactsQuestion(Set<FactSubset> subsets, int limit) {
        this.subsets = new TreeSet<>(subsets);
        this.limit = limit;
    }

    @Override
    public void write(Script.Writer script) {
        StringBuilder body = new StringBuilder(FUNCTIONS);
        subsets.forEach(subset -> body.append("\nplumb_").append(subset.word()));
        section = script.read(body + "\n:", false, limit);
    }

    @Override
    public Map<Read<?>, Known<?>> answers(Transcript transcript) {
        Section said = transcript.section(section);
        Map<Read<?>, Known<?>> answers = new HashMap<>();
        for (FactSubset subset : subsets) {
            answers.put(new Read.Facts(subset), known(subset, said));
        }
        return answers;
    }

    private static Known<?> known(FactSubset subset, Section said) {
        if (!said.succeeded() || said.lost() > 0) {
            return new Known.Unreadable<>(said.lost() > 0 ? "it says more than is kept" : Marks.reason(said));
        }
        return Facts.parse(subset, said.lines())
                .<Known<?>>map(Known.Seen::new)
                .orElseGet(() -> new Known.Unreadable<>("it has neither the files nor the programs that tell"));
    }
}
