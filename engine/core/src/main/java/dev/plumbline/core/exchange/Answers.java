package dev.plumbline.core.exchange;

import dev.plumbline.api.probe.Known;
import dev.plumbline.api.read.Read;
import java.util.List;
import java.util.Map;

/**
 * What came back from an {@link Exchange}.
 *
 * @param outcomes one for each action, in order
 * @param answers one for each read: {@link Known.Seen} or {@link Known.Unreadable}
 * @param lost why the connection ended within the exchange; empty where it did not
 */
public record Answers(List<StepOutcome> outcomes, Map<Read<?>, Known<?>> answers, java.util.Optional<Lost> lost) {

    public Answers {
        outcomes = List.copyOf(outcomes);
        answers = Map.copyOf(answers);
    }

    /** The connection ended: what was sent may have been done. */
    public record Lost(String code, String message, String remedy) {}
}
