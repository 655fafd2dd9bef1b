package dev.plumbline.core.run;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.core.exchange.About;
import dev.plumbline.core.exchange.Place;
import dev.plumbline.core.plan.RunKey;
import dev.plumbline.core.plan.Step;
import dev.plumbline.core.program.Play;
import dev.plumbline.core.program.Program;
import dev.plumbline.core.program.Task;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which files a handler's service has not run with yet: those that tasks wrote which notify the handler. They and the handler are one
 * transaction.
 */
final class Guards {
    private final Map<String, Task> tasks;
    private final List<Written> unproven = new ArrayList<>();

    /** A file that was written, and by which task. */
    private record Written(RunKey key, Place at, AbsolutePath path) {}

    Guards(Program program) {
        this.tasks = program.plays().stream()
                .flatMap(Play::allTasks)
                .collect(Collectors.toMap(Task::id, task -> task, (first, second) -> first));
    }

    /** What each step is part of, those before it in the same exchange taken for done. */
    IdentityHashMap<Step, About> abouts(List<Step> steps) {
        IdentityHashMap<Step, About> abouts = new IdentityHashMap<>();
        List<Written> sofar = new ArrayList<>(unproven);
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            abouts.put(step, new About(step.key().place(), guard(step, steps.subList(i + 1, steps.size()), sofar)));
            written(step).ifPresent(sofar::add);
        }
        return abouts;
    }

    private Optional<About.Guard> guard(Step step, List<Step> after, List<Written> sofar) {
        List<AbsolutePath> files = sofar.stream()
                .filter(written -> isGuarded(written, step))
                .map(Written::path)
                .distinct()
                .toList();
        Optional<String> debt = after.stream()
                .filter(next -> next.key().equals(step.key()))
                .flatMap(next -> next.action() instanceof Action.Settle(String handler)
                        ? Optional.of(handler).stream()
                        : Optional.<String>empty().stream())
                .findFirst();
        return files.isEmpty() ? Optional.empty() : Optional.of(new About.Guard(files, debt));
    }

    private boolean isGuarded(Written written, Step step) {
        Task handler = tasks.get(step.key().task());
        Task writer = tasks.get(written.key().task());
        return starts(step)
                && step.key().isOfHandler()
                && handler != null
                && writer != null
                && written.at().equals(step.at())
                && writer.notifies().contains(handler.name());
    }

    private static boolean starts(Step step) {
        return step.action() instanceof Action.ControlUnit control
                && switch (control.verb()) {
                    case START, RESTART, RELOAD -> true;
                    case STOP, ENABLE, DISABLE, MASK, UNMASK, DAEMON_RELOAD -> false;
                };
    }

    private static Optional<Written> written(Step step) {
        return step.action() instanceof Action.WriteFile write
                ? Optional.of(new Written(step.key(), step.at(), write.path()))
                : Optional.empty();
    }

    /** Takes in that a step is done: a file is not proven yet, a service that came up proves what it runs with. */
    void done(Step step) {
        written(step).ifPresent(unproven::add);
        unproven.removeIf(written -> isGuarded(written, step));
    }

    /** The tasks whose files were put back when a step failed. */
    List<RunKey> rolledBack(Step step) {
        List<RunKey> keys = unproven.stream()
                .filter(written -> isGuarded(written, step))
                .map(Written::key)
                .distinct()
                .toList();
        unproven.removeIf(written -> isGuarded(written, step));
        return keys;
    }
}
