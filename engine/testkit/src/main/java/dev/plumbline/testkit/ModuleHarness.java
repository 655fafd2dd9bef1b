package dev.plumbline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.action.Effect;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Desired;
import dev.plumbline.api.module.Difference;
import dev.plumbline.api.module.ModuleType;
import dev.plumbline.api.module.ReturnedField;
import dev.plumbline.api.probe.Known;
import dev.plumbline.api.probe.Where;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.exchange.Answers;
import dev.plumbline.core.exchange.Exchange;
import dev.plumbline.core.exchange.Identity;
import dev.plumbline.core.exchange.Place;
import dev.plumbline.core.exchange.StepOutcome;
import dev.plumbline.core.plan.Projection;
import dev.plumbline.core.plan.Sight;
import dev.plumbline.core.plan.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Plans and applies a module on a host in memory, and holds it to what every module promises: a plan ends, writes nothing and equals what
 * apply does; declared effects are true; a second look finds nothing; a second apply touches nothing.
 *
 * @param <O> what the module needs to see
 */
public final class ModuleHarness<O> {
    /** More turns than this are the module's fault. */
    public static final int TURNS = 64;

    private static final Identity LOGIN = new Identity.Login();
    private static final Set<String> OF_COMMANDS = Set.of("rc", "stdout", "stdout_lines", "stderr", "stderr_lines");

    private final InMemoryHost host;
    private final Desired<O> module;
    private final String name;
    private World world = World.EMPTY;

    private ModuleHarness(InMemoryHost host, Desired<O> module) {
        this.host = host;
        this.module = module;
        this.name = module.getClass().getSimpleName();
    }

    /** Tries a module on a starting state; throws {@link BrokenPromise} or another assertion error. */
    public static void check(StartingState state) {
        InMemoryHost host = new InMemoryHost("host1");
        state.arrange().accept(host);
        new ModuleHarness<>(host, state.module()).check(state.expected(), state);
    }

    private void check(Expected expected, StartingState state) {
        HostSnapshot start = host.snapshot();
        Trial plan = plan();
        unchanged(start, "planning wrote to the host");
        state.meanwhile().accept(host);
        HostSnapshot before = host.snapshot();
        Trial applied = apply();
        switch (expected) {
            case Expected.Converges(Optional<List<String>> attributes) -> {
                converged(applied);
                attributes.ifPresent(names -> assertThat(attributesOf(applied.differences()))
                        .as("differences of %s", name)
                        .containsExactlyElementsOf(names));
                sameAsPlanned(plan, applied);
                again(applied);
            }
            case Expected.Stale(List<String> attributes) -> {
                converged(applied);
                assertThat(attributesOf(applied.stale)).containsExactlyElementsOf(attributes);
                sameAsPlanned(plan, applied);
                again(applied);
            }
            case Expected.Violates(String code) -> {
                assertThat(codesOf(plan)).as("violations that the plan shows").contains(code);
                assertThat(codesOf(applied)).as("violations that apply shows").contains(code);
                unchanged(before, "a violation, and yet something was done");
            }
            case Expected.Fails(String code) -> {
                assertThat(applied.stopped.map(ModuleHarness::codeOf))
                        .as("how the last action ended")
                        .contains(code);
            }
            case Expected.Unreadable() -> {
                assertThat(plan.unreadable).as("what can't be read").isPresent();
                unchanged(before, "something can't be read, and yet something was done");
            }
        }
        state.then().accept(host);
    }

    private Trial plan() {
        Trial trial = new Trial();
        Projection projection = new Projection(world);
        for (int turn = 0; turn < TURNS; turn++) {
            Optional<O> seen = look(trial, projection);
            if (seen.isEmpty()) {
                return trial;
            }
            List<Delta.Change> next = turn(trial, seen.get());
            if (next.isEmpty() || trial.isOver()) {
                return trial;
            }
            projection = new Projection(world);
            trial.changes.addAll(next);
            for (Delta.Change change : trial.changes) {
                projection.apply(
                        here(), change.action().effects(), change.action().summary());
            }
        }
        throw neverEnds(trial);
    }

    private Trial apply() {
        Trial trial = new Trial();
        for (int turn = 0; turn < TURNS; turn++) {
            Optional<O> seen = look(trial, new Projection(world));
            if (seen.isEmpty()) {
                return trial;
            }
            trial.result = Optional.of(module.result(seen.get()));
            List<Delta.Change> next = turn(trial, seen.get());
            if (next.isEmpty() || trial.isOver()) {
                return trial;
            }
            trial.changes.addAll(next);
            perform(trial, next);
            if (trial.isOver()) {
                return trial;
            }
        }
        throw neverEnds(trial);
    }

    private BrokenPromise neverEnds(Trial trial) {
        return new BrokenPromise(name + " still finds something to do after " + TURNS + " turns, the last time: "
                + trial.changes.getLast().action().summary());
    }

    /** The changes of one turn that were not made yet. */
    private List<Delta.Change> turn(Trial trial, O seen) {
        List<Delta> deltas = module.diff(seen);
        if (!deltas.equals(module.diff(seen))) {
            throw new BrokenPromise(name + " finds other differences when it looks at the same world again");
        }
        trial.stale.clear();
        List<Delta.Change> changes = new ArrayList<>();
        for (Delta delta : deltas) {
            switch (delta) {
                case Delta.Change change -> {
                    if (!change.once() || !trial.changes.contains(change)) {
                        changes.add(change);
                    }
                }
                case Delta.Stale stale -> trial.stale.addAll(stale.differences());
                case Delta.Violation violation -> trial.violations.add(violation);
                case Delta.Proof proof -> {}
            }
        }
        return changes;
    }

    private Optional<O> look(Trial trial, Projection projection) {
        Projection current = projection;
        for (int round = 0; round < TURNS; round++) {
            Projection lookedAt = current;
            Sight<O> sight = Sight.look(module.probe(), new Sight.Lookup() {
                @Override
                public <T> Optional<Known<T>> find(Where where, Read<T> read) {
                    return lookedAt.find(place(where), read);
                }
            });
            switch (sight) {
                case Sight.Whole<O>(O seen, Optional<String> unsettled) -> {
                    return Optional.of(seen);
                }
                case Sight.Later<O>(String cause, O expected) -> {
                    module.diff(expected);
                    trial.deferred = Optional.of(cause);
                    return Optional.empty();
                }
                case Sight.Blocked<O>(String reason) -> {
                    trial.unreadable = Optional.of(reason);
                    return Optional.empty();
                }
                case Sight.Lacking<O>(Set<Sight.Asked> asked) -> {
                    read(asked);
                    current = overWorld(trial);
                }
            }
        }
        throw new BrokenPromise(name + " asks for something new in each of " + TURNS + " rounds");
    }

    private Projection overWorld(Trial trial) {
        Projection projection = new Projection(world);
        if (trial.result.isEmpty()) {
            trial.changes.forEach(change -> projection.apply(
                    here(), change.action().effects(), change.action().summary()));
        }
        return projection;
    }

    private void read(Set<Sight.Asked> asked) {
        Map<Place, Set<Read<?>>> byPlace = new HashMap<>();
        asked.forEach(one -> byPlace.computeIfAbsent(place(one.where()), place -> new HashSet<>())
                .add(one.read()));
        byPlace.forEach((place, reads) -> world = world.with(
                place, exchange(place, Exchange.reading(LOGIN, reads)).answers()));
    }

    private void perform(Trial trial, List<Delta.Change> changes) {
        List<Action> actions = changes.stream().map(Delta.Change::action).toList();
        Map<Read<?>, Object> promised = new LinkedHashMap<>();
        actions.forEach(action -> promise(action, promised));
        Set<Read<?>> known = new LinkedHashSet<>(world.readsAt(here()));
        known.addAll(promised.keySet());
        Answers answers = exchange(here(), new Exchange(LOGIN, actions, known));
        for (Action action : actions) {
            world = world.forget(host.name(), action.effects());
        }
        world = world.with(here(), answers.answers());
        trial.stopped = answers.outcomes().stream()
                .filter(outcome -> !(outcome instanceof StepOutcome.Done))
                .findFirst();
        if (trial.stopped.isEmpty()) {
            promised.forEach((read, value) -> kept(read, value, answers.answers()));
        }
    }

    /** Later effects take back what earlier ones promised. */
    private static void promise(Action action, Map<Read<?>, Object> promised) {
        for (Effect effect : action.effects()) {
            switch (effect) {
                case Effect.Forgets(var scope) -> promised.keySet().removeIf(read -> scope.overlaps(read.about()));
                case Effect.Becomes<?>(Read<?> read, Object value) -> promised.put(read, value);
            }
        }
    }

    private void kept(Read<?> read, Object promised, Map<Read<?>, Known<?>> answers) {
        Known<?> found = answers.get(read);
        if (!new Known.Seen<>(promised).equals(found)) {
            throw new BrokenPromise(
                    name + " promised that " + read + " becomes " + promised + ", but the host answers " + found);
        }
    }

    private Answers exchange(Place place, Exchange exchange) {
        try {
            return at(place.host()).exchange(exchange);
        } catch (ConnectionException e) {
            throw new AssertionError("the host in memory lost its connection", e);
        }
    }

    private InMemoryHost at(HostName hostName) {
        return hostName.equals(host.name()) ? host : host.peer(hostName);
    }

    private Place place(Where where) {
        return switch (where) {
            case Where.Here() -> here();
            case Where.On(HostName other) -> new Place(other, LOGIN);
        };
    }

    private Place here() {
        return new Place(host.name(), LOGIN);
    }

    // Promises

    private void converged(Trial applied) {
        assertThat(applied.violations).as("violations of %s", name).isEmpty();
        assertThat(applied.unreadable).as("what %s can't read", name).isEmpty();
        assertThat(applied.stopped).as("the action that did not succeed").isEmpty();
        fieldsAreDeclared(applied);
    }

    /** A plan that had to end early is the beginning of what is applied. */
    private void sameAsPlanned(Trial plan, Trial applied) {
        List<Difference> planned = plan.differences();
        List<Difference> made = applied.differences();
        List<Difference> comparable =
                plan.deferred.isPresent() && planned.size() <= made.size() ? made.subList(0, planned.size()) : made;
        if (!planned.equals(comparable)) {
            throw new BrokenPromise(name + " planned " + planned + ", but apply did " + made);
        }
    }

    private void again(Trial first) {
        HostSnapshot before = host.snapshot();
        world = World.EMPTY;
        Trial second = apply();
        List<Delta.Change> repeated =
                second.changes.stream().filter(change -> !change.once()).toList();
        if (!repeated.isEmpty() || second.isOver()) {
            throw new BrokenPromise(name + " is not idempotent: after it was applied, it finds "
                    + attributesOf(second.differences()) + codesOf(second));
        }
        if (!second.hasOnce()) {
            unchanged(before, "a second apply touched the host");
        }
        assertThat(second.stale).as("what waits for a handler").isEqualTo(first.stale);
    }

    private void unchanged(HostSnapshot before, String complaint) {
        List<String> changes = host.snapshot().changesSince(before);
        if (!changes.isEmpty()) {
            throw new BrokenPromise(name + ": " + complaint + ": " + String.join("; ", changes));
        }
    }

    private void fieldsAreDeclared(Trial applied) {
        String typeName = module.getClass().getName() + "Type";
        ServiceLoader.load(ModuleType.class).stream()
                .filter(provider -> provider.type().getName().equals(typeName))
                .findFirst()
                .ifPresent(provider -> {
                    Set<String> declared = provider.get().returned().stream()
                            .map(ReturnedField::name)
                            .collect(Collectors.toSet());
                    Set<String> returned = applied.result
                            .map(result -> result.entries().keySet())
                            .orElse(Set.of());
                    assertThat(declared)
                            .as("fields declared by %s hold those that it returns", name)
                            .containsAll(returned);
                    assertThat(returned)
                            .as("fields returned by %s hold those that it declares", name)
                            .containsAll(declared.stream()
                                    .filter(field -> !OF_COMMANDS.contains(field))
                                    .toList());
                });
    }

    private static List<String> attributesOf(List<Difference> differences) {
        return differences.stream().map(Difference::attribute).distinct().toList();
    }

    private static List<String> codesOf(Trial trial) {
        return trial.violations.stream().map(Delta.Violation::code).toList();
    }

    private static String codeOf(StepOutcome outcome) {
        return switch (outcome) {
            case StepOutcome.Refused refused -> refused.code();
            case StepOutcome.Failed failed -> failed.code();
            case StepOutcome.RolledBack back -> back.code();
            case StepOutcome.Done done -> "done";
            case StepOutcome.NotRun notRun -> "not run";
            case StepOutcome.Unknown unknown -> "unknown";
        };
    }
}
