package dev.plumbline.core.exchange;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.read.Read;
import java.util.List;
import java.util.Set;

/**
 * One round with a host as one identity: actions in order, stopping at the first that doesn't succeed, then reads, which are made in any
 * case.
 */
public record Exchange(Identity as, List<Action> actions, Set<Read<?>> reads) {

    public Exchange {
        actions = List.copyOf(actions);
        reads = Set.copyOf(reads);
    }

    public static Exchange reading(Identity as, Set<Read<?>> reads) {
        return new Exchange(as, List.of(), reads);
    }
}
