package dev.plumbline.core.wire;

import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.exchange.Answers.Lost;
import dev.plumbline.core.exchange.StepOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What became of an exchange's actions, in order. */
final class Outcomes {
    private final List<StepOutcome> all = new ArrayList<>();
    private Optional<Lost> lost = Optional.empty();
    private boolean going = true;

    boolean mayGoOn() {
        return going && lost.isEmpty();
    }

    List<StepOutcome> all() {
        return all;
    }

    Optional<Lost> lost() {
        return lost;
    }

    void skip() {
        add(new StepOutcome.NotRun());
    }

    /** What became of commands for a Redis server, of which the first that failed said this. */
    static StepOutcome sent(Optional<String> error) {
        return error.<StepOutcome>map(said -> new StepOutcome.Failed(
                        "redis.failed",
                        "Redis did not take a command: " + Quote.shown(said),
                        "look at the server's log",
                        Optional.empty()))
                .orElseGet(() -> new StepOutcome.Done(Optional.empty()));
    }

    /**
     * Takes what a script with these steps said.
     *
     * @throws ConnectionException where nothing of it was begun
     */
    void heard(List<Step> steps, List<Integer> sections, Transcript transcript) throws ConnectionException {
        lost = transcript.ending().map(Transcript.Ending::reason);
        boolean proven = transcript.ending().map(Transcript.Ending::proven).orElse(true);
        if (lost.isPresent() && !transcript.begun() && (proven || steps.isEmpty())) {
            throw new ConnectionException(
                    lost.get().code(), lost.get().message(), lost.get().remedy());
        }
        for (int i = 0; i < steps.size(); i++) {
            add(outcome(steps.get(i), transcript.section(sections.get(i)), proven));
        }
    }

    private StepOutcome outcome(Step step, Section said, boolean proven) {
        if (said.ended()) {
            return step.outcome().apply(said);
        }
        if (said.begun()) {
            return new StepOutcome.Unknown("its end was not seen: " + reason());
        }
        boolean failed = all.stream()
                .anyMatch(
                        outcome -> !(outcome instanceof StepOutcome.Done) && !(outcome instanceof StepOutcome.Unknown));
        return proven || failed
                ? new StepOutcome.NotRun()
                : new StepOutcome.Unknown("it was sent, and its begin was not seen: " + reason());
    }

    private String reason() {
        return lost.map(Lost::message).orElse("the host went on without it");
    }

    void add(StepOutcome outcome) {
        going &= outcome instanceof StepOutcome.Done;
        all.add(outcome);
    }
}
