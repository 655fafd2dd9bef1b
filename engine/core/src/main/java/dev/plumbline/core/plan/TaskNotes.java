package dev.plumbline.core.plan;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Difference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is found of a task on a host while it is asked turn by turn. */
final class TaskNotes {
    private final Map<String, Difference> differences = new LinkedHashMap<>();
    private final List<Action> actions = new ArrayList<>();
    private boolean restarts;
    private boolean opaque;

    void take(Delta.Change change) {
        change.differences().forEach(this::expect);
        opaque |= change.once() && change.action() instanceof Action.Run;
        actions.add(change.action());
    }

    void expect(Difference difference) {
        differences.putIfAbsent(difference.attribute(), difference);
    }

    void expectAll(Collection<Difference> more) {
        more.forEach(this::expect);
    }

    /** Notes what only a notified handler mends. That a change that is shown also runs, once restarted, goes without saying. */
    void takeStale(List<Difference> stale, List<Difference> done) {
        stale.stream().filter(difference -> !isShown(difference, done)).forEach(this::expect);
        restarts |= !stale.isEmpty();
    }

    private boolean isShown(Difference stale, List<Difference> done) {
        return Stream.concat(differences.values().stream(), done.stream())
                .anyMatch(shown -> stale.attribute().startsWith(shown.attribute() + " "));
    }

    void restarting(boolean also) {
        restarts = also;
    }

    List<Difference> differences() {
        return List.copyOf(differences.values());
    }

    List<Action> actions() {
        return List.copyOf(actions);
    }

    boolean isRestarting() {
        return restarts;
    }

    boolean isOpaque() {
        return opaque;
    }
}
