package dev.plumbline.core.plan;

import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Difference;
import dev.plumbline.api.read.CommandResult;
import dev.plumbline.api.value.Data;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was done so far for one task on one host.
 *
 * @param executed deltas whose action is done, the latest last
 * @param failure of an action; the task goes no further
 * @param interrupted whether the end of an action was not seen
 * @param printed by the latest command
 * @param attempts how often {@code until} found its condition unmet
 * @param waited since it was first found unmet
 * @param finished set once the task is through
 */
public record TaskRecord(
        List<Delta> executed,
        List<Difference> differences,
        Optional<Fault> failure,
        boolean interrupted,
        Optional<CommandResult> printed,
        int attempts,
        Duration waited,
        Optional<Outcome> finished) {
    public static final TaskRecord NONE = new TaskRecord(
            List.of(), List.of(), Optional.empty(), false, Optional.empty(), 0, Duration.ZERO, Optional.empty());

    public TaskRecord {
        executed = List.copyOf(executed);
        differences = List.copyOf(differences);
    }

    public TaskRecord executed(Delta delta, Optional<CommandResult> result) {
        List<Delta> more = new ArrayList<>(executed);
        more.add(delta);
        List<Difference> seen = new ArrayList<>(differences);
        if (delta instanceof Delta.Change change) {
            change.differences().stream()
                    .filter(difference -> differences.stream()
                            .noneMatch(old -> old.attribute().equals(difference.attribute())))
                    .forEach(seen::add);
        }
        return new TaskRecord(more, seen, failure, interrupted, result.or(() -> printed), attempts, waited, finished);
    }

    public TaskRecord failed(Fault fault, Optional<CommandResult> result) {
        return new TaskRecord(
                executed,
                differences,
                Optional.of(fault),
                interrupted,
                result.or(() -> printed),
                attempts,
                waited,
                finished);
    }

    public TaskRecord interrupted(Fault fault) {
        return new TaskRecord(executed, differences, Optional.of(fault), true, printed, attempts, waited, finished);
    }

    public TaskRecord retried() {
        return retried(Duration.ZERO);
    }

    /** Looks again after so much more time; what is done one time in a run is then done again. */
    public TaskRecord retried(Duration more) {
        List<Delta> kept = executed.stream()
                .filter(delta -> !(delta instanceof Delta.Change change && change.once()))
                .toList();
        return new TaskRecord(
                kept, differences, Optional.empty(), interrupted, printed, attempts + 1, waited.plus(more), finished);
    }

    public TaskRecord finished(Outcome outcome) {
        return new TaskRecord(
                executed, differences, failure, interrupted, printed, attempts, waited, Optional.of(outcome));
    }

    /** What it did was put back: it is through, also where it was still to be looked at again. */
    public TaskRecord rolledBack() {
        Data answer = finished.map(Outcome::answer)
                .orElseGet(() -> Answer.of(Data.mapping().build(), false, false, false, printed));
        List<Difference> seen = finished.map(Outcome::differences).orElse(differences);
        return finished(new Outcome(Status.ROLLED_BACK, answer, seen, false, Optional.empty()));
    }

    boolean hasChanged() {
        return executed.stream().anyMatch(Delta.Change.class::isInstance);
    }
}
