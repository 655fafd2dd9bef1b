package dev.plumbline.core.exchange;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.read.Read;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One round with a host as one identity: actions in order, stopping at the first that doesn't succeed, then reads, which are made in any
 * case.
 *
 * @param tasks for each action the task that it belongs to, as the host's log names it; empty where none is named
 */
public record Exchange(Identity as, List<Action> actions, Set<Read<?>> reads, List<String> tasks) {

    public Exchange {
        actions = List.copyOf(actions);
        reads = Set.copyOf(reads);
        tasks = List.copyOf(tasks);
        if (!tasks.isEmpty() && tasks.size() != actions.size()) {
            throw new IllegalArgumentException(tasks.size() + " tasks for " + actions.size() + " actions");
        }
    }

    public Exchange(Identity as, List<Action> actions, Set<Read<?>> reads) {
        this(as, actions, reads, List.of());
    }

    public static Exchange reading(Identity as, Set<Read<?>> reads) {
        return new Exchange(as, List.of(), reads);
    }

    /** The task that an action belongs to. */
    public Optional<String> task(int action) {
        return tasks.isEmpty() ? Optional.empty() : Optional.of(tasks.get(action));
    }
}
