package dev.plumbline.core.plan;

import dev.plumbline.api.value.Data;
import dev.plumbline.core.program.Environment;
import dev.plumbline.core.program.EvaluationException;
import dev.plumbline.core.program.Loop;
import dev.plumbline.core.program.NotYetKnown;
import dev.plumbline.core.program.Task;
import dev.plumbline.core.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A task on one host, for all its items. */
final class TaskItems {
    private final Walk walk;
    private final HandlerFlush handlers;
    private final HostState state;
    private final Task task;
    private final String phase;

    TaskItems(Walk walk, HandlerFlush handlers, HostState state, Task task) {
        this(walk, handlers, state, task, state.path());
    }

    TaskItems(Walk walk, HandlerFlush handlers, HostState state, Task task, String phase) {
        this.walk = walk;
        this.handlers = handlers;
        this.state = state;
        this.task = task;
        this.phase = phase;
    }

    /** The variables that a task sets. */
    static List<String> names(Task task) {
        Stream<String> facts =
                task.label().kind() instanceof Task.Kind.Sets sets ? sets.names().stream() : Stream.empty();
        return Stream.concat(task.register().stream(), facts).toList();
    }

    void run() {
        if (state.doubt().isPresent()) {
            one().defer(state.doubt().get());
            return;
        }
        if (task.loop().isEmpty()) {
            one().run(0, Optional.empty(), Map.of());
            return;
        }
        Loop loop = task.loop().get();
        List<Data> items;
        try {
            items = loop.items().evaluate(walk.environment(state));
        } catch (NotYetKnown e) {
            skipOr(() -> one().defer(e.after()));
            return;
        } catch (EvaluationException e) {
            skipOr(() -> one().misfit(e.problem()));
            return;
        }
        List<Value> results = new ArrayList<>();
        for (int i = 0; i < items.size() && state.isPresent(); i++) {
            Map<String, Value> variables = loop.variables(items, i);
            Data shown = shown(loop, items.get(i), variables);
            results.add(one().run(i, Optional.of(shown), variables));
        }
        task.register().ifPresent(name -> walk.variables().register(state.host, name, joined(results)));
    }

    /** Where the conditions don't hold, whatever an item were, nobody asks what is looped over. */
    private void skipOr(Runnable otherwise) {
        if (Task.Judgement.isFalse(task.when(), walk.environment(state))) {
            one().run(0, Optional.empty(), Map.of());
        } else {
            otherwise.run();
        }
    }

    private TaskWalk one() {
        return new TaskWalk(walk, handlers, state, task, phase);
    }

    private Data shown(Loop loop, Data item, Map<String, Value> variables) {
        if (loop.label().isEmpty()) {
            return item;
        }
        Environment environment = walk.environment(state).with(variables);
        try {
            return loop.label().get().evaluate(environment);
        } catch (NotYetKnown | EvaluationException e) {
            return item;
        }
    }

    private static Value joined(List<Value> results) {
        List<Data> all = new ArrayList<>();
        for (Value result : results) {
            switch (result) {
                case Value.Pending pending -> {
                    return pending;
                }
                case Value.Present(Data data) -> all.add(data);
            }
        }
        boolean skipped = !all.isEmpty() && all.stream().allMatch(data -> says(data, "skipped"));
        return new Value.Present(Data.mapping()
                .put("results", Data.of(all))
                .put("changed", all.stream().anyMatch(data -> says(data, "changed")))
                .put("failed", all.stream().anyMatch(data -> says(data, "failed")))
                .put("skipped", skipped)
                .build());
    }

    private static boolean says(Data data, String word) {
        return data instanceof Data.Mapping mapping && mapping.get(word).equals(Optional.of(Data.of(true)));
    }
}
