package dev.plumbline.core.plan;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.action.Effect;
import dev.plumbline.api.probe.Known;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.Scope;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.exchange.Identity;
import dev.plumbline.core.exchange.Place;
import dev.plumbline.core.program.Environment;
import dev.plumbline.core.program.EvaluationException;
import dev.plumbline.core.program.Flush;
import dev.plumbline.core.program.Node;
import dev.plumbline.core.program.NotYetKnown;
import dev.plumbline.core.program.Play;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.program.Program;
import dev.plumbline.core.program.Task;
import dev.plumbline.core.program.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One walk through a program, task by task and, within a task, host by host. Its state ends with it. */
final class Walk {
    private final Program program;
    private final World world;
    private final History history;
    private final boolean applying;
    private final Projection projection;
    private final Map<HostName, HostState> states = new LinkedHashMap<>();
    private final Map<Place, Set<Read<?>>> wants = new LinkedHashMap<>();
    private final Map<RunKey, Outcome> finished = new LinkedHashMap<>();
    private final List<Retry> retries = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    Walk(Program program, World world, History history, boolean applying) {
        this.program = program;
        this.world = world;
        this.history = history;
        this.applying = applying;
        this.projection = new Projection(world);
    }

    Progress progress() {
        program.plays().forEach(play -> play.hosts().forEach(host -> states.computeIfAbsent(host, HostState::new)));
        int number = 0;
        for (Play play : program.plays()) {
            walk(play, number++);
        }
        Map<HostName, List<Step>> steps = new HashMap<>();
        states.forEach((host, state) -> {
            if (!state.steps.isEmpty()) {
                steps.put(host, List.copyOf(state.steps));
            }
        });
        return new Progress(wants, plan(), steps, finished, retries, problems);
    }

    private Plan plan() {
        return new Plan(
                program.playbook(),
                states.values().stream()
                        .map(state -> new HostPlan(state.host, state.tasks, Optional.empty()))
                        .toList());
    }

    private void walk(Play play, int number) {
        for (Node node : play.tasks()) {
            switch (node) {
                case Task task -> present(play).forEach(state -> walk(task, "", play, state));
                case Flush flush -> flush(play, number + "@" + flush.at().line());
            }
        }
        flush(play, number + "@end");
        if (applying && present(play).stream().anyMatch(state -> !state.isSettled())) {
            states.values().forEach(HostState::await);
        }
    }

    private List<HostState> present(Play play) {
        return play.hosts().stream()
                .map(host -> states.computeIfAbsent(host, HostState::new))
                .filter(state -> !state.isStopped())
                .toList();
    }

    private void flush(Play play, String phase) {
        if (play.handlers().isEmpty()) {
            return;
        }
        for (HostState state : present(play)) {
            Set<String> owed = owed(play, state);
            for (Task handler : play.handlers()) {
                if (state.notified.contains(handler.name()) || owed.contains(debt(handler))) {
                    walk(handler, phase, play, state);
                    settle(handler, phase, state, owed);
                } else if (!isUnreachable(state.host) && state.maybeNotified.containsKey(handler.name())) {
                    new TaskWalk(this, state, handler, phase, play)
                            .defer(Optional.ofNullable(state.maybeNotified.get(handler.name()))
                                    .orElseThrow());
                } else if (wants.keySet().stream()
                        .anyMatch(place -> place.host().equals(state.host))) {
                    new TaskWalk(this, state, handler, phase, play).readAhead();
                }
            }
            state.notified.clear();
            state.maybeNotified.clear();
        }
    }

    /** The handlers that earlier runs, or earlier steps of this one, wrote down as owed. */
    private Set<String> owed(Play play, HostState state) {
        Set<String> owed = new HashSet<>();
        for (Task handler : play.handlers()) {
            Place place = new Place(state.host, identity(handler, state));
            switch (world.find(place, new Read.Owed()).orElse(null)) {
                case Known.Seen<Set<String>>(Set<String> debts) -> owed.addAll(debts);
                case null -> want(place, new Read.Owed());
                case Known.Unreadable<Set<String>> unreadable -> {}
                case Known.After<Set<String>> after -> {}
            }
        }
        return owed;
    }

    private void settle(Task handler, String phase, HostState state, Set<String> owed) {
        boolean written = owed.contains(debt(handler)) || state.owedByPlan.contains(debt(handler));
        if (written && state.isAccepting() && !state.isStopped()) {
            RunKey key = new RunKey(state.host, handler.id(), 0, phase);
            state.steps.add(
                    new Step(key, identity(handler, state), new Action.Settle(debt(handler)), Optional.empty()));
            state.unsettle();
        }
    }

    /** Writes down, before a task's first change, which handlers it owes. */
    void owe(Task task, Play play, HostState state, RunKey key) {
        for (Task handler : play.handlers()) {
            Place place = new Place(state.host, identity(handler, state));
            boolean writable = world.find(place, new Read.Owed()).orElse(null) instanceof Known.Seen<Set<String>> seen
                    && !seen.value().contains(debt(handler));
            if (writable && task.notifies().contains(handler.name()) && state.owedByPlan.add(debt(handler))) {
                state.steps.add(new Step(key, place.as(), new Action.Owe(List.of(debt(handler))), Optional.empty()));
            }
        }
    }

    /** The name under which a handler is owed: the same for every run of the playbook, from wherever it is started. */
    private String debt(Task handler) {
        String playbook = program.playbook();
        return playbook.substring(playbook.lastIndexOf('/') + 1) + "/" + handler.name();
    }

    private Identity identity(Task task, HostState state) {
        try {
            return task.as().evaluate(environment(state));
        } catch (NotYetKnown | EvaluationException e) {
            return new Identity.Login();
        }
    }

    private void walk(Task task, String phase, Play play, HostState state) {
        if (state.isStopped()) {
            return;
        }
        List<Optional<Data>> items;
        try {
            items = items(task, state);
        } catch (NotYetKnown e) {
            new TaskWalk(this, state, task, phase, play).defer(e.after());
            return;
        } catch (EvaluationException e) {
            new TaskWalk(this, state, task, phase, play).misfit(e.problem());
            return;
        }
        List<Value> results = new ArrayList<>();
        for (int i = 0; i < items.size() && !state.isStopped(); i++) {
            TaskWalk walk = new TaskWalk(this, state, task, phase, play);
            results.add(walk.run(i, items.get(i)));
        }
        if (task.register().isPresent()) {
            Value value = task.loop().isPresent()
                    ? joined(results)
                    : results.isEmpty() ? new Value.Present(Data.NOTHING) : results.getFirst();
            state.registered.put(task.register().get(), value);
        }
    }

    private List<Optional<Data>> items(Task task, HostState state) {
        if (task.loop().isEmpty()) {
            return List.of(Optional.empty());
        }
        return task.loop().get().evaluate(environment(state)).stream()
                .map(Optional::of)
                .toList();
    }

    private static Value joined(List<Value> results) {
        List<Data> all = new ArrayList<>();
        boolean changed = false;
        for (Value result : results) {
            switch (result) {
                case Value.Pending pending -> {
                    return pending;
                }
                case Value.Present(Data data) -> {
                    all.add(data);
                    changed |= data instanceof Data.Mapping mapping
                            && mapping.get("changed").equals(Optional.of(Data.of(true)));
                }
            }
        }
        return new Value.Present(Data.mapping()
                .put("results", Data.of(all))
                .put("changed", changed)
                .build());
    }

    Environment environment(HostState state) {
        Map<HostName, Map<String, Value>> registered = new HashMap<>();
        states.forEach((host, each) -> registered.put(host, Map.copyOf(each.registered)));
        return new Environment(state.host, registered, Map.of());
    }

    /** An answer as it will be; a read about processes or the network needs no identity of its own. */
    <T> Optional<Known<T>> find(Place place, Read<T> read) {
        return projection.find(place(place, read), read);
    }

    void want(Place place, Read<?> read) {
        wants.computeIfAbsent(place(place, read), any -> new HashSet<>()).add(read);
    }

    Place place(Place asked, Read<?> read) {
        boolean tunnelled = read instanceof Read.RedisQuery || read instanceof Read.TcpReach;
        return tunnelled ? new Place(asked.host(), new Identity.Login()) : asked;
    }

    void project(Place place, Action action, String cause) {
        projection.apply(place, action.effects(), cause);
    }

    /** What an action that may or may not come about leaves unknown. */
    void projectDoubt(Place place, List<Action> actions, String cause) {
        List<Effect> doubts = new ArrayList<>();
        for (Action action : actions) {
            for (var effect : action.effects()) {
                doubts.add(
                        switch (effect) {
                            case Effect.Becomes<?> becomes ->
                                new Effect.Forgets(becomes.read().about());
                            case Effect.Forgets forgets -> forgets;
                        });
            }
        }
        projection.apply(place, doubts, cause);
    }

    /** Nothing is certain any more of a host. */
    void projectAnything(Place place, String cause) {
        projection.apply(
                place,
                List.of(new Effect.Forgets(new Scope.Everything()), new Effect.Forgets(new Scope.Network())),
                cause);
    }

    TaskRecord record(RunKey key) {
        return history.of(key);
    }

    /** Whether, in an apply, another host has yet to come to where this one stands. */
    boolean isBehind(HostName other, HostName here) {
        HostState state = states.get(other);
        return applying
                && !other.equals(here)
                && state != null
                && !state.isSettled()
                && !state.isStopped()
                && !world.isUnreachable(other);
    }

    boolean isUnreachable(HostName host) {
        return world.isUnreachable(host);
    }

    boolean isApplying() {
        return applying;
    }

    void finish(RunKey key, Outcome outcome) {
        finished.put(key, outcome);
    }

    void retry(Retry retry) {
        retries.add(retry);
    }

    void problem(Problem problem) {
        problems.add(problem);
    }
}
