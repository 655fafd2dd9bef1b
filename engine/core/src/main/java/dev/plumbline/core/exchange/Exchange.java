package dev.plumbline.core.exchange;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.read.Read;
import java.util.List;
import java.util.Set;

/**
 * One round with a host as one identity: actions in order, stopping at the first that doesn't succeed, then reads, which are made in any
 * case.
 *
 * @param abouts what each action is part of; empty where that is of no matter
 */
public record Exchange(Identity as, List<Action> actions, Set<Read<?>> reads, List<About> abouts) {

    public Exchange {
        actions = List.copyOf(actions);
        reads = Set.copyOf(reads);
        abouts = List.copyOf(abouts);
        if (!abouts.isEmpty() && abouts.size() != actions.size()) {
            throw new IllegalArgumentException("there are " + actions.size() + " actions, and not " + abouts.size());
        }
    }

    public Exchange(Identity as, List<Action> actions, Set<Read<?>> reads) {
        this(as, actions, reads, List.of());
    }

    public static Exchange reading(Identity as, Set<Read<?>> reads) {
        return new Exchange(as, List.of(), reads);
    }

    /** What an action is part of. */
    public About about(int action) {
        return abouts.isEmpty() ? About.NOTHING : abouts.get(action);
    }
}
