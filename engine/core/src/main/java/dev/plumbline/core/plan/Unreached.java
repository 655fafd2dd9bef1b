package dev.plumbline.core.plan;

import dev.plumbline.api.value.Data;
import dev.plumbline.core.exchange.Identity;
import dev.plumbline.core.program.Block;
import dev.plumbline.core.program.Environment;
import dev.plumbline.core.program.EvaluationException;
import dev.plumbline.core.program.Flush;
import dev.plumbline.core.program.Include;
import dev.plumbline.core.program.Loop;
import dev.plumbline.core.program.Meta;
import dev.plumbline.core.program.Node;
import dev.plumbline.core.program.NotYetKnown;
import dev.plumbline.core.program.Task;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a host does not come to, or not yet, or only perhaps; and whether it does. */
final class Unreached {
    private final Walk walk;
    private final HandlerFlush handlers;

    Unreached(Walk walk, HandlerFlush handlers) {
        this.walk = walk;
        this.handlers = handlers;
    }

    /** The branch that a host takes. Where there is none, all is said of it. */
    Optional<String> choose(Include include, HostState state) {
        Environment environment = walk.environment(state);
        Optional<String> choice = Optional.empty();
        try {
            if (state.doubt().isPresent()) {
                throw new NotYetKnown(state.doubt().get());
            }
            if (!Task.Judgement.holds(include.when(), environment)) {
                skip(include, state, "when is false");
                return Optional.empty();
            }
            choice = Optional.of(include.choice().evaluate(environment));
        } catch (NotYetKnown e) {
            defer(include, state, e.after());
        } catch (EvaluationException e) {
            entry(include, state).misfit(e.problem());
        }
        if (choice.isPresent() && !include.fixed()) {
            entry(include, state).taken(choice.get());
        }
        return choice;
    }

    /** A loop's items. Where they are not known, all is said of the node. */
    Optional<List<Data>> items(Loop loop, Node node, HostState state) {
        if (state.doubt().isPresent()) {
            defer(node, state, state.doubt().get());
            return Optional.empty();
        }
        try {
            return Optional.of(loop.items().evaluate(walk.environment(state)));
        } catch (NotYetKnown e) {
            defer(node, state, e.after());
        } catch (EvaluationException e) {
            first(node).ifPresent(task -> new TaskWalk(walk, handlers, state, task, state.path()).misfit(e.problem()));
        }
        return Optional.empty();
    }

    private static Optional<Task> first(Node node) {
        return Node.tasks(List.of(node)).findFirst();
    }

    /** Says that a host passes a node by. */
    void skip(Node node, HostState state, String because) {
        switch (node) {
            case Task task -> one(task, state).pass(because);
            case Block block -> block.body().forEach(each -> skip(each, state, because));
            case Include include
            when include.branches().size() == 1 ->
                include.branches().values().forEach(nodes -> nodes.forEach(each -> skip(each, state, because)));
            case Include include -> entry(include, state).pass(because);
            case Flush flush -> {}
            case Meta meta -> {}
        }
    }

    private void defer(Node node, HostState state, String cause) {
        switch (node) {
            case Task task -> one(task, state).defer(cause);
            case Block block -> {
                block.body().forEach(each -> defer(each, state, cause));
                block.rescue().forEach(each -> contingent(each, state, block.name()));
                block.always().forEach(each -> defer(each, state, cause));
            }
            case Include include
            when include.branches().size() == 1 ->
                include.branches().values().forEach(nodes -> nodes.forEach(each -> defer(each, state, cause)));
            case Include include -> {
                entry(include, state).defer(cause);
                Node.tasks(List.of(include)).forEach(task -> one(task, state).mayCome(cause));
            }
            case Flush flush -> {}
            case Meta meta -> state.doubt(cause);
        }
    }

    /** Says what a host would do if the block failed; or, once it is through, that it did not. */
    void contingent(Node node, HostState state, String block) {
        Stream<Task> tasks = Node.tasks(List.of(node));
        if (walk.isApplying() && state.isSettled()) {
            tasks.forEach(task -> one(task, state).pass("nothing before it failed"));
        } else {
            tasks.forEach(task -> one(task, state).contingent("only if '" + block + "' fails"));
        }
    }

    private TaskWalk one(Task task, HostState state) {
        return new TaskWalk(walk, handlers, state, task, state.path());
    }

    /** An include as a task of its own, to be told of. */
    private TaskWalk entry(Include include, HostState state) {
        Task.Label label = new Task.Label(
                include.id(), include.name(), include.word(), include.at(), new Task.Kind.Sets(List.of(), false));
        Task task = new Task(
                label,
                any -> {
                    throw new IllegalStateException("an include has no state");
                },
                Task.Manner.as(any -> new Identity.Login()),
                List.of(),
                Optional.empty(),
                Task.Judgement.OF_MODULE,
                Optional.empty(),
                List.of(),
                List.of());
        return new TaskWalk(walk, handlers, state, task, state.path());
    }
}
