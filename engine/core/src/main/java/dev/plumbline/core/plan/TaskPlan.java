package dev.plumbline.core.plan;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.module.Difference;
import dev.plumbline.api.value.Data;
import dev.plumbline.core.program.Position;
import java.util.List;
import java.util.Optional;

/**
 * One task on one host, as planned or as done.
 *
 * @param item the loop's item
 * @param because what must be known first, where deferred; what decided, where skipped
 * @param differences what would change, or did
 * @param deeds what would be done; none where only a notified handler mends it
 * @param restarts whether only a restart mends part of it
 * @param fault the violation or failure
 * @param outcome present once it was applied
 * @param answer what {@code register} sees, as far as known
 * @param weight what its fate means for the host
 */
public record TaskPlan(
        RunKey key,
        String name,
        String module,
        Position at,
        Optional<Data> item,
        Verdict verdict,
        Optional<String> because,
        List<Difference> differences,
        Deeds deeds,
        boolean restarts,
        Optional<Fault> fault,
        Optional<Status> outcome,
        Optional<Data> answer,
        Weight weight) {

    public TaskPlan {
        differences = List.copyOf(differences);
    }

    /** One whose failure is its host's. */
    public TaskPlan(
            RunKey key,
            String name,
            String module,
            Position at,
            Optional<Data> item,
            Verdict verdict,
            Optional<String> because,
            List<Difference> differences,
            Deeds deeds,
            boolean restarts,
            Optional<Fault> fault,
            Optional<Status> outcome,
            Optional<Data> answer) {
        this(
                key,
                name,
                module,
                at,
                item,
                verdict,
                because,
                differences,
                deeds,
                restarts,
                fault,
                outcome,
                answer,
                Weight.COUNTS);
    }

    public List<Action> actions() {
        return deeds.actions();
    }

    /** Whether it counts as one change: certain, conditional or opaque. */
    public boolean isChange() {
        return weight != Weight.CONTINGENT
                && switch (verdict) {
                    case CHANGE, OPAQUE -> true;
                    case DEFERRED -> !differences.isEmpty();
                    case IN_SYNC, VIOLATION, SKIPPED -> false;
                };
    }

    /** Whether it is decided later what it does; what only a failure brings about is not awaited. */
    public boolean isOpen() {
        return verdict == Verdict.DEFERRED && weight != Weight.CONTINGENT;
    }

    /** Whether the host went on, or would, although it failed. */
    public boolean isTolerated() {
        return weight != Weight.COUNTS;
    }

    public TaskPlan withOutcome(Status status) {
        return new TaskPlan(
                key,
                name,
                module,
                at,
                item,
                verdict,
                because,
                differences,
                deeds,
                restarts,
                fault,
                Optional.of(status),
                answer,
                weight);
    }
}
