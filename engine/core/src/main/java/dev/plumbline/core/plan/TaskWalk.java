package dev.plumbline.core.plan;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Desired;
import dev.plumbline.api.module.Difference;
import dev.plumbline.api.module.Waits;
import dev.plumbline.api.probe.Known;
import dev.plumbline.api.probe.Where;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.Data;
import dev.plumbline.core.exchange.Identity;
import dev.plumbline.core.exchange.Place;
import dev.plumbline.core.program.Environment;
import dev.plumbline.core.program.EvaluationException;
import dev.plumbline.core.program.NotYetKnown;
import dev.plumbline.core.program.Play;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.program.Task;
import dev.plumbline.core.program.Template;
import dev.plumbline.core.program.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One task on one host, for one item: asked turn by turn until nothing is left to do. */
final class TaskWalk {
    /** More turns than any hand-over needs: beyond it the module contradicts itself. */
    private static final int TURNS = 64;

    private final Walk walk;
    private final HostState state;
    private final Task task;
    private final String phase;
    private final Play play;
    private final Map<String, Difference> differences = new LinkedHashMap<>();
    private final List<Action> actions = new ArrayList<>();
    private final Map<Place, Set<Read<?>>> asked = new LinkedHashMap<>();
    private RunKey key;
    private Optional<Data> item = Optional.empty();
    private boolean restarts;
    private boolean opaque;

    /** Whether a host that was asked can't be reached. */
    private boolean outOfReach;

    private Optional<Waits> waits = Optional.empty();

    TaskWalk(Walk walk, HostState state, Task task, String phase, Play play) {
        this.walk = walk;
        this.state = state;
        this.task = task;
        this.phase = phase;
        this.play = play;
        this.key = new RunKey(state.host, task.id(), 0, phase);
    }

    /** What {@code register} sees of it. */
    Value run(int index, Optional<Data> loopItem) {
        key = new RunKey(state.host, task.id(), index, phase);
        item = loopItem;
        TaskRecord record = walk.record(key);
        if (record.finished().isPresent()) {
            return recall(record.finished().get());
        }
        if (record.failure().isPresent() && !decidedByPlaybook(record)) {
            return fail(record.failure().get(), record.interrupted() ? Status.UNKNOWN : Status.FAILED, Data.NOTHING);
        }
        if (walk.isUnreachable(state.host)) {
            state.stop();
            return new Value.Pending(state.host + ", which is unreachable");
        }
        try {
            Environment environment = environment();
            for (Template<Boolean> condition : task.when()) {
                if (!condition.evaluate(environment)) {
                    return skip();
                }
            }
            Place place = new Place(state.host, task.as().evaluate(environment));
            return turns(task.state().evaluate(environment), place, record);
        } catch (NotYetKnown e) {
            return defer(e.after());
        } catch (EvaluationException e) {
            return misfit(e.problem());
        }
    }

    /** Lets the reads of a handler that may yet be notified travel with those that must be made anyway. */
    void readAhead() {
        try {
            Place place = new Place(state.host, task.as().evaluate(environment()));
            readAhead(task.state().evaluate(environment()), place);
        } catch (NotYetKnown | EvaluationException e) {
            // It is evaluated again, and its problem told, once it is notified.
            return;
        }
    }

    private <O> void readAhead(Desired<O> desired, Place place) {
        if (Sight.look(desired.probe(), lookup(place)) instanceof Sight.Lacking<O> lacking) {
            lacking.asked().forEach(lack -> walk.want(place(lack.where(), place), lack.read()));
        }
    }

    private boolean decidedByPlaybook(TaskRecord record) {
        return task.failedWhen().isPresent() && record.printed().isPresent() && !record.interrupted();
    }

    private Environment environment() {
        Environment environment = walk.environment(state);
        return item.map(data -> environment.with(task.loopVariable(), new Value.Present(data)))
                .orElse(environment);
    }

    private <O> Value turns(Desired<O> desired, Place place, TaskRecord record) {
        waits = desired instanceof Waits patient ? Optional.of(patient) : Optional.empty();
        for (int turn = 0; turn < TURNS; turn++) {
            switch (Sight.look(desired.probe(), lookup(place))) {
                case Sight.Lacking<O> lacking -> {
                    return lack(lacking, place);
                }
                case Sight.Blocked<O>(String reason) -> {
                    return unreadable(reason);
                }
                case Sight.Later<O>(String cause, O expected) -> {
                    return actions.isEmpty() && !record.hasChanged()
                            ? later(desired, expected, cause, place)
                            : planned(new Value.Pending(cause));
                }
                case Sight.Whole<O>(O seen, Optional<String> unsettled) -> {
                    if (walk.isApplying() && unsettled.isPresent()) {
                        state.await();
                    }
                    Findings found = Findings.of(desired.diff(seen), record, actions);
                    if (found.repeated()) {
                        return fail(notIdempotent(found.changes().getFirst()), Status.FAILED, Data.NOTHING);
                    }
                    if (found.changes().isEmpty()) {
                        return conclude(found, desired.result(seen), record);
                    }
                    found.changes().forEach(change -> take(change, place));
                }
            }
        }
        return fail(
                new Fault(
                        "module.endless",
                        "the module " + task.module() + " still finds something to do after " + TURNS + " turns",
                        "this is a fault of the module: report it with the playbook's task"),
                Status.FAILED,
                Data.NOTHING);
    }

    private Sight.Lookup lookup(Place place) {
        return new Sight.Lookup() {
            @Override
            public <T> Optional<Known<T>> find(Where where, Read<T> read) {
                Place there = walk.place(place(where, place), read);
                asked.computeIfAbsent(there, any -> new HashSet<>()).add(read);
                outOfReach |= walk.isUnreachable(there.host());
                return walk.isBehind(there.host(), state.host)
                        ? Optional.of(new Known.After<>(there.host() + "'s earlier tasks"))
                        : walk.find(there, read);
            }
        };
    }

    private static Place place(Where where, Place here) {
        return switch (where) {
            case Where.Here() -> here;
            case Where.On(var host) -> host.equals(here.host()) ? here : new Place(host, here.as());
        };
    }

    private void take(Delta.Change change, Place place) {
        change.differences().forEach(difference -> differences.putIfAbsent(difference.attribute(), difference));
        opaque |= change.once() && change.action() instanceof Action.Run;
        actions.add(change.action());
        walk.project(place, change.action(), title() + " on " + state.host);
        notifyHandlers();
        state.unsettle();
        if (state.isAccepting()) {
            walk.owe(task, play, state, key);
            state.steps.add(new Step(key, place.as(), change.action(), Optional.of(change)));
        }
    }

    private <O> Value later(Desired<O> desired, O expected, String cause, Place place) {
        List<Action> doubtful = new ArrayList<>();
        for (Delta delta : desired.diff(expected)) {
            if (delta instanceof Delta.Change change) {
                change.differences().forEach(difference -> differences.putIfAbsent(difference.attribute(), difference));
                doubtful.add(change.action());
            }
        }
        walk.projectDoubt(place, doubtful, cause);
        if (!doubtful.isEmpty()) {
            mayNotify(cause);
        }
        state.await();
        report(Verdict.DEFERRED, Optional.of("known after " + cause), Optional.empty(), Optional.empty(), Data.NOTHING);
        return register(new Value.Pending(cause));
    }

    /** Defers a task of which not even the arguments are known. */
    Value defer(String cause) {
        Identity as;
        try {
            as = task.as().evaluate(environment());
        } catch (NotYetKnown | EvaluationException e) {
            as = new Identity.Login();
        }
        walk.projectAnything(new Place(state.host, as), cause);
        mayNotify(cause);
        state.await();
        report(Verdict.DEFERRED, Optional.of("known after " + cause), Optional.empty(), Optional.empty(), Data.NOTHING);
        return register(new Value.Pending(cause));
    }

    private void mayNotify(String cause) {
        task.notifies().forEach(name -> state.maybeNotified.putIfAbsent(name, cause));
    }

    private void notifyHandlers() {
        state.notified.addAll(task.notifies());
    }

    private Value lack(Sight.Lacking<?> lacking, Place place) {
        lacking.asked().forEach(lack -> walk.want(place(lack.where(), place), lack.read()));
        state.await();
        return register(new Value.Pending("reading " + state.host));
    }

    private Value unreadable(String reason) {
        Fault fault = outOfReach
                ? new Fault(
                        "read.unreachable",
                        reason,
                        "bring that host back, or take it out of the inventory's groups; what follows here was not"
                                + " begun")
                : new Fault(
                        "read.unreadable",
                        reason,
                        "give the login user the right to read it, or use become; nothing was taken for absent");
        if (!state.isSettled()) {
            state.close();
            report(Verdict.VIOLATION, Optional.empty(), Optional.of(fault), Optional.empty(), Data.NOTHING);
            return register(new Value.Pending(title() + " on " + state.host));
        }
        return fail(fault, outOfReach ? Status.NOT_RUN : Status.FAILED, Data.NOTHING);
    }

    /** Something in the playbook that can't be right with this host's values. */
    Value misfit(Problem problem) {
        walk.problem(problem);
        return fail(
                new Fault(
                        problem.code(),
                        problem.at().map(at -> at + ": ").orElse("") + problem.message(),
                        problem.remedy()),
                Status.FAILED,
                Data.NOTHING);
    }

    private Value skip() {
        Data answer = Answer.of(Data.mapping().build(), false, false, true, Optional.empty());
        return end(
                new Outcome(Status.SKIPPED, answer, List.of(), false, Optional.empty()),
                Verdict.SKIPPED,
                "when is false");
    }

    /** Nothing is left to do now: what was found to be wrong beside, what must be proven, what the playbook makes of it. */
    private Value conclude(Findings found, Data.Mapping result, TaskRecord record) {
        boolean stale = !found.stale().isEmpty();
        boolean handled = !task.notifies().isEmpty();
        found.stale().stream()
                .filter(difference -> !isShown(difference, record))
                .forEach(difference -> differences.putIfAbsent(difference.attribute(), difference));
        restarts |= stale;
        Optional<Fault> violation = found.violation();
        if (violation.isEmpty() && stale && !handled) {
            violation = Optional.of(new Fault(
                    "task.unmended",
                    "what runs differs from what is configured, and this task notifies no handler that would mend it",
                    "add notify: with a handler that restarts the service"));
        }
        if (stale && handled) {
            notifyHandlers();
        }
        boolean changed = stale || record.hasChanged() || !actions.isEmpty();
        Data.Mapping answer = Answer.of(result, changed, false, false, record.printed());
        if (!actions.isEmpty()) {
            return violation.isPresent()
                    ? foreseen(violation.get(), answer)
                    : planned(opaque ? new Value.Pending(title() + " on " + state.host) : new Value.Present(answer));
        }
        if (violation.isPresent()) {
            return state.isSettled() && walk.isApplying()
                    ? again(record, violation.get(), answer)
                    : foreseen(violation.get(), answer);
        }
        return judge(found, record, changed, result, answer);
    }

    /** Whether a change of the same attribute is shown already: that it also runs, once restarted, goes without saying. */
    private boolean isShown(Difference stale, TaskRecord record) {
        return Stream.concat(differences.values().stream(), record.differences().stream())
                .anyMatch(shown -> stale.attribute().startsWith(shown.attribute() + " "));
    }

    private Value judge(
            Findings found, TaskRecord record, boolean changedByModule, Data.Mapping result, Data.Mapping answer) {
        Environment environment = task.register()
                .map(name -> environment().with(name, new Value.Present(answer)))
                .orElseGet(this::environment);
        boolean changed = task.changedWhen()
                .map(condition -> condition.evaluate(environment))
                .orElse(changedByModule);
        if (task.failedWhen().map(condition -> condition.evaluate(environment)).orElse(false)) {
            Fault fault = new Fault("task.failed_when", "failed_when holds", "see what the task registered");
            return fail(fault, Status.FAILED, Answer.of(result, changed, true, false, record.printed()));
        }
        if (task.until().isPresent() && !task.until().get().condition().evaluate(environment)) {
            Fault fault = new Fault(
                    "task.until",
                    "until does not hold"
                            + (walk.isApplying() ? " after " + (record.attempts() + 1) + " attempts" : ""),
                    "see what the task registered; raise retries or delay where it only needs longer");
            return state.isSettled() && walk.isApplying() ? again(record, fault, answer) : foreseen(fault, answer);
        }
        if (walk.isApplying() && found.proof().isPresent() && state.isSettled()) {
            if (state.isAccepting()) {
                state.steps.add(new Step(
                        key,
                        new Identity.Login(),
                        found.proof().get().action(),
                        Optional.of(found.proof().get())));
            }
            state.await();
            return register(new Value.Pending(title() + " on " + state.host));
        }
        Status status = changed ? Status.CHANGED : Status.UNCHANGED;
        Data.Mapping final_ = Answer.of(result, changed, false, false, record.printed());
        List<Difference> all = new ArrayList<>(record.differences());
        all.addAll(differences.values());
        return end(
                new Outcome(status, final_, all, restarts, Optional.empty()),
                changed ? Verdict.CHANGE : Verdict.IN_SYNC,
                "");
    }

    /** Looks again later while the playbook or the module allows it. */
    private Value again(TaskRecord record, Fault fault, Data answer) {
        int retries = task.until().map(Task.Until::retries).orElse(0);
        boolean waiting = waits.filter(patient -> record.waited().compareTo(patient.timeout()) < 0)
                .isPresent();
        if (record.attempts() >= retries && !waiting) {
            return fail(fault, Status.FAILED, answer);
        }
        Duration delay = task.until()
                .map(Task.Until::delay)
                .or(() -> waits.map(Waits::interval))
                .orElse(Duration.ofSeconds(1));
        walk.retry(new Retry(key, delay, asked));
        state.await();
        report(Verdict.DEFERRED, Optional.of(fault.message()), Optional.empty(), Optional.empty(), answer);
        return register(new Value.Pending(title() + " on " + state.host));
    }

    /** A violation in a plan, or one whose time has not come. */
    private Value foreseen(Fault fault, Data answer) {
        state.close();
        state.unsettle();
        report(Verdict.VIOLATION, Optional.empty(), Optional.of(fault), Optional.empty(), answer);
        return register(new Value.Present(answer));
    }

    private Value planned(Value value) {
        report(
                opaque ? Verdict.OPAQUE : Verdict.CHANGE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                value instanceof Value.Present(Data data) ? data : Data.NOTHING);
        boolean decides = task.until().isPresent()
                || task.failedWhen().isPresent()
                || task.changedWhen().isPresent();
        if (decides || value instanceof Value.Pending) {
            state.close();
        }
        return register(value);
    }

    private Value recall(Outcome outcome) {
        if (outcome.status() == Status.CHANGED) {
            notifyHandlers();
        }
        outcome.differences().forEach(difference -> differences.put(difference.attribute(), difference));
        restarts = outcome.restarts();
        boolean failed = outcome.fault().isPresent();
        Verdict verdict = switch (outcome.status()) {
            case CHANGED -> Verdict.CHANGE;
            case FAILED, UNKNOWN -> Verdict.VIOLATION;
            case SKIPPED -> Verdict.SKIPPED;
            case UNCHANGED, NOT_RUN -> Verdict.IN_SYNC;
        };
        report(verdict, Optional.empty(), outcome.fault(), Optional.of(outcome.status()), outcome.answer());
        if (failed && !task.ignoreErrors()) {
            state.stop();
        }
        return register(new Value.Present(outcome.answer()));
    }

    private Value end(Outcome outcome, Verdict verdict, String because) {
        if (outcome.status() == Status.CHANGED) {
            notifyHandlers();
        }
        Optional<Status> done = Optional.empty();
        if (walk.isApplying() && state.isSettled()) {
            walk.finish(key, outcome);
            done = Optional.of(outcome.status());
        }
        outcome.differences().forEach(difference -> differences.putIfAbsent(difference.attribute(), difference));
        report(
                verdict,
                because.isEmpty() ? Optional.empty() : Optional.of(because),
                outcome.fault(),
                done,
                outcome.answer());
        return register(new Value.Present(outcome.answer()));
    }

    private Value fail(Fault fault, Status status, Data answer) {
        Data told = answer instanceof Data.Mapping mapping
                ? mapping
                : Answer.of(
                        Data.mapping().build(),
                        false,
                        true,
                        false,
                        walk.record(key).printed());
        List<Difference> all = new ArrayList<>(walk.record(key).differences());
        Outcome outcome = new Outcome(status, told, all, restarts, Optional.of(fault));
        if (walk.isApplying()) {
            walk.finish(key, outcome);
        }
        all.forEach(difference -> differences.putIfAbsent(difference.attribute(), difference));
        report(
                Verdict.VIOLATION,
                Optional.empty(),
                Optional.of(fault),
                walk.isApplying() ? Optional.of(status) : Optional.empty(),
                told);
        if (!task.ignoreErrors()) {
            if (walk.isApplying()) {
                state.stop();
            } else {
                state.await();
            }
        }
        return register(new Value.Present(told));
    }

    private void report(
            Verdict verdict, Optional<String> because, Optional<Fault> fault, Optional<Status> outcome, Data answer) {
        state.tasks.add(new TaskPlan(
                key,
                title(),
                task.module(),
                task.at(),
                item,
                verdict,
                because,
                List.copyOf(differences.values()),
                actions,
                restarts,
                fault,
                outcome,
                answer.equals(Data.NOTHING) ? Optional.empty() : Optional.of(answer)));
    }

    private Value register(Value value) {
        if (task.register().isPresent() && task.loop().isEmpty()) {
            state.registered.put(task.register().get(), value);
        }
        return value;
    }

    private String title() {
        return task.name();
    }

    private Fault notIdempotent(Delta.Change change) {
        return new Fault(
                "module.broken_promise",
                "after '" + change.action().summary() + "' the host still differs in the same way",
                "either something on the host puts it back, or this is a fault of the module " + task.module());
    }
}
