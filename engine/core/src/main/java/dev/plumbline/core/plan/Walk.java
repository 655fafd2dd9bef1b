package dev.plumbline.core.plan;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.action.Effect;
import dev.plumbline.api.probe.Known;
import dev.plumbline.api.read.FactSubset;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.Scope;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.exchange.Identity;
import dev.plumbline.core.exchange.Place;
import dev.plumbline.core.program.Environment;
import dev.plumbline.core.program.FactSource;
import dev.plumbline.core.program.NotYetKnown;
import dev.plumbline.core.program.Play;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.program.Program;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One walk through a program: what is known when it begins, and what it finds. Its state ends with it. */
final class Walk {
    private final Program program;
    private final World world;
    private final History history;
    private final boolean applying;
    private final Projection projection;
    private final Map<HostName, HostState> states = new LinkedHashMap<>();
    private final SetVariables variables = new SetVariables();
    private final Map<Place, Set<Read<?>>> wants = new LinkedHashMap<>();
    private final Set<HostName> wanting = new HashSet<>();
    private final Map<RunKey, Outcome> finished = new LinkedHashMap<>();
    private final List<Retry> retries = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private int segments;
    private int passed;
    private boolean halted;

    Walk(Program program, World world, History history, boolean applying) {
        this.program = program;
        this.world = world;
        this.history = history;
        this.applying = applying;
        this.projection = new Projection(world, applying);
    }

    Progress progress() {
        program.plays().forEach(play -> play.hosts().forEach(this::state));
        int number = 0;
        for (Play play : program.plays()) {
            new PlayWalk(this, play, number++).run();
        }
        Map<HostName, List<Step>> steps = new HashMap<>();
        states.forEach((host, state) -> {
            if (!state.steps.isEmpty()) {
                steps.put(host, List.copyOf(state.steps));
            }
        });
        return new Progress(wants, plan(), steps, finished, retries, problems, cutShort(), passed);
    }

    private Set<HostName> cutShort() {
        return states.values().stream()
                .filter(state -> state.isStopped() || state.failure().isPresent())
                .map(state -> state.host)
                .collect(Collectors.toSet());
    }

    private Plan plan() {
        return new Plan(
                program.playbook(),
                states.values().stream()
                        .map(state -> new HostPlan(state.host, state.tasks, state.mayCome, Optional.empty()))
                        .toList());
    }

    HostState state(HostName host) {
        return states.computeIfAbsent(host, HostState::new);
    }

    Collection<HostState> states() {
        return states.values();
    }

    SetVariables variables() {
        return variables;
    }

    String playbook() {
        return program.playbook();
    }

    Environment environment(HostState state) {
        return new Environment(state.host, variables.view(), state.locals(), this::facts);
    }

    /** What a host says of itself as it will be by then; what was not asked for yet is wanted. */
    private Data.Mapping facts(HostName host, FactSubset subset, Set<FactSubset> together) {
        Place place = new Place(host, new Identity.Login());
        Read<Data.Mapping> read = new Read.Facts(subset);
        Optional<Known<Data.Mapping>> answer = find(place, read, host);
        if (answer.isEmpty()) {
            want(place, read);
            for (FactSubset more : together) {
                Read<Data.Mapping> other = new Read.Facts(more);
                if (find(place, other, host).isEmpty()) {
                    want(place, other);
                }
            }
            throw new NotYetKnown("the facts of " + host + " are read");
        }
        return switch (answer.get()) {
            case Known.Seen<Data.Mapping>(Data.Mapping facts) -> facts;
            case Known.After<Data.Mapping>(String cause) -> throw new NotYetKnown(cause);
            case Known.Unreadable<Data.Mapping>(String reason) ->
                throw new FactSource.UnreadableFacts(host + " can't tell its " + subset.word() + ": " + reason);
        };
    }

    /** An answer as it will be; a read about processes or the network needs no identity of its own. */
    <T> Optional<Known<T>> find(Place place, Read<T> read, HostName asker) {
        return projection.find(place(place, read), read, asker);
    }

    /** An answer as it is. */
    <T> Optional<Known<T>> findNow(Place place, Read<T> read) {
        return world.find(place, read);
    }

    void want(Place place, Read<?> read) {
        wanting.add(place.host());
        wants.computeIfAbsent(place(place, read), any -> new HashSet<>()).add(read);
    }

    boolean wantsOf(HostName host) {
        return wanting.contains(host);
    }

    Place place(Place asked, Read<?> read) {
        return read.isTheSameForAll() ? new Place(asked.host(), new Identity.Login()) : asked;
    }

    void project(HostName owner, Place place, Action action, String cause) {
        projection.apply(owner, place, action.effects(), cause);
    }

    /** What an action that may or may not come about leaves unknown. */
    void projectDoubt(HostName owner, Place place, List<Action> actions, String cause) {
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
        projection.apply(owner, place, doubts, cause);
    }

    /** Nothing is certain any more of a host. */
    void projectAnything(HostName owner, Place place, String cause) {
        projection.apply(
                owner,
                place,
                List.of(new Effect.Forgets(new Scope.Everything()), new Effect.Forgets(new Scope.Network())),
                cause);
    }

    TaskRecord record(RunKey key) {
        return history.of(key);
    }

    /** Whether this run has struck out what a handler's run was owed: what is owed now, is owed by what came later. */
    boolean isSettled(RunKey handler) {
        return history.settled().contains(handler);
    }

    /** The debts that this run wrote down on a host. */
    Set<String> owedByRun(HostName host) {
        return history.owed().getOrDefault(host, Set.of());
    }

    /** Whether, in an apply, another host has yet to come to where this one stands. */
    boolean isBehind(HostName other, HostName here) {
        if (!applying || other.equals(here)) {
            return false;
        }
        HostState state = states.get(other);
        return state != null
                && !state.isSettled()
                && !state.isStopped()
                && state.failure().isEmpty()
                && !world.isUnreachable(other);
    }

    boolean isUnreachable(HostName host) {
        return world.isUnreachable(host);
    }

    boolean isApplying() {
        return applying;
    }

    /** Begins what ends at the next barrier. */
    int beginSegment() {
        return segments++;
    }

    /** Whether all hosts were through a segment before this walk. */
    boolean wasPassed(int segment) {
        return segment < history.passed();
    }

    void pass(int segment) {
        if (passed == segment) {
            passed++;
        }
    }

    /** Nothing more is begun on any host. */
    void halt() {
        halted = true;
    }

    boolean isHalted() {
        return halted;
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
