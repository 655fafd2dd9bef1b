package dev.plumbline.core.plan;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a module found in one turn, without what was done before.
 *
 * @param changes still to be made
 * @param stale differences that only a notified handler mends
 * @param violation the first of them, with the messages of the others
 * @param repeated whether a change that is done already is asked for again
 */
record Findings(
        List<Delta.Change> changes,
        List<Difference> stale,
        Optional<Fault> violation,
        Optional<Delta.Proof> proof,
        boolean repeated) {

    static Findings of(List<Delta> deltas, TaskRecord record, List<Action> planned) {
        List<Delta.Change> changes = new ArrayList<>();
        List<Difference> stale = new ArrayList<>();
        List<Delta.Violation> violations = new ArrayList<>();
        Optional<Delta.Proof> proof = Optional.empty();
        boolean repeated = false;
        for (Delta delta : deltas) {
            switch (delta) {
                case Delta.Change change -> {
                    boolean done = record.executed().contains(change) || planned.contains(change.action());
                    if (!done) {
                        changes.add(change);
                    } else if (!change.once()) {
                        changes.add(change);
                        repeated = true;
                    }
                }
                case Delta.Stale later -> stale.addAll(later.differences());
                case Delta.Violation violation -> violations.add(violation);
                case Delta.Proof pending when !record.executed().contains(pending) -> proof = Optional.of(pending);
                case Delta.Proof done -> {}
            }
        }
        return new Findings(changes, stale, fault(violations), proof, repeated);
    }

    private static Optional<Fault> fault(List<Delta.Violation> violations) {
        if (violations.isEmpty()) {
            return Optional.empty();
        }
        Delta.Violation first = violations.getFirst();
        List<String> messages =
                violations.stream().map(Delta.Violation::message).distinct().toList();
        return Optional.of(new Fault(first.code(), String.join("; ", messages), first.remedy()));
    }
}
