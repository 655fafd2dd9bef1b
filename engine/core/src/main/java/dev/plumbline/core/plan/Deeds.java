package dev.plumbline.core.plan;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.action.Effect;
import dev.plumbline.api.read.Scope;
import java.util.List;

/**
 * What a task does.
 *
 * @param actions empty where it is only told, as by a file
 * @param summaries one line for each, without secrets
 * @param mayDoAnything whether one declares that nobody knows what it does; one that declares nothing has said when it is needed
 */
public record Deeds(List<Action> actions, List<String> summaries, boolean mayDoAnything) {
    public Deeds {
        actions = List.copyOf(actions);
        summaries = List.copyOf(summaries);
    }

    public static Deeds of(List<Action> actions) {
        return new Deeds(
                actions,
                actions.stream().map(Action::summary).toList(),
                actions.stream()
                        .anyMatch(action -> action instanceof Action.Run run
                                && run.declared().contains(new Effect.Forgets(new Scope.Everything()))));
    }

    /** Deeds of which only this is known. */
    public static Deeds told(List<String> summaries, boolean mayDoAnything) {
        return new Deeds(List.of(), summaries, mayDoAnything);
    }
}
