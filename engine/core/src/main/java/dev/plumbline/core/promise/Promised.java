package dev.plumbline.core.promise;

import dev.plumbline.core.plan.RunKey;
import dev.plumbline.core.plan.TaskPlan;
import dev.plumbline.core.plan.Weight;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a plan promises of one run of a task.
 *
 * @param kind how sure it is
 * @param does one line for each action
 * @param digests of its actions and differences
 */
public record Promised(RunKey key, Kind kind, Set<String> does, Set<String> digests) {

    /** How sure a plan is of a task. */
    public enum Kind {
        /** It does exactly this. */
        CERTAIN,
        /** It is known later what it does, or whether it does anything. */
        CONDITIONAL,
        /** It changes nothing. */
        NOTHING
    }

    public Promised {
        does = Set.copyOf(does);
        digests = Set.copyOf(digests);
    }

    static Promised of(TaskPlan task, Function<List<String>, String> digest) {
        return told(
                task,
                Stream.concat(
                                task.deeds().actions().stream().map(Wording::of),
                                task.differences().stream().map(Wording::of))
                        .map(digest)
                        .collect(Collectors.toSet()));
    }

    /** What a file tells of a task. */
    public static Promised told(TaskPlan task, Set<String> digests) {
        Kind kind = task.weight() == Weight.CONTINGENT ? Kind.CONDITIONAL : kind(task);
        return kind == Kind.CERTAIN
                ? new Promised(task.key(), kind, Set.copyOf(task.deeds().summaries()), digests)
                : new Promised(task.key(), kind, Set.of(), Set.of());
    }

    /** What is wrong beside may be shown together with what is done nevertheless. */
    private static Kind kind(TaskPlan task) {
        return switch (task.verdict()) {
            case CHANGE, OPAQUE -> Kind.CERTAIN;
            case VIOLATION -> task.deeds().summaries().isEmpty() ? Kind.NOTHING : Kind.CERTAIN;
            case DEFERRED -> Kind.CONDITIONAL;
            case IN_SYNC, SKIPPED -> Kind.NOTHING;
        };
    }
}
