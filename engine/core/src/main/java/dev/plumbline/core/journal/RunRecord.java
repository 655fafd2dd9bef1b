package dev.plumbline.core.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run as its journal has it.
 *
 * @param steps all that were begun, in their order
 * @param finished empty where the run was cut off
 */
public record RunRecord(RunHeader header, List<Step> steps, Optional<Finish> finished) {

    public RunRecord {
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param as the user who did it
     * @param action in words, without secrets
     * @param ending {@link StepEnding#UNKNOWN} where the journal ends before it
     * @param code the error's, where it failed
     */
    public record Step(
            Instant at, String host, String task, String as, String action, StepEnding ending, Optional<String> code) {}

    /** How it ended. */
    public record Finish(Instant at, int exit, int changes) {}

    /** What was begun, and whose end nobody saw. */
    public List<Step> open() {
        return steps.stream()
                .filter(step -> step.ending() == StepEnding.UNKNOWN)
                .toList();
    }

    /** The hosts that it began something on, in their order. */
    public List<String> hosts() {
        return steps.stream().map(Step::host).distinct().toList();
    }
}
