package dev.plumbline.core.plan;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Desired;
import dev.plumbline.api.module.Waits;
import dev.plumbline.api.probe.Known;
import dev.plumbline.api.probe.Where;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.exchange.Identity;
import dev.plumbline.core.exchange.Place;
import dev.plumbline.core.program.Environment;
import dev.plumbline.core.program.EvaluationException;
import dev.plumbline.core.program.NotYetKnown;
import dev.plumbline.core.program.Problem;
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

/** One task on one host, for one item: asked turn by turn until nothing is left to do. */
final class TaskWalk {
    /** More turns than any hand-over needs: beyond it the module contradicts itself. */
    private static final int TURNS = 64;

    private final Walk walk;
    private final HandlerFlush handlers;
    private final HostState state;
    private final Task task;
    private final String phase;
    private final TaskNotes notes = new TaskNotes();
    private final Map<Place, Set<Read<?>>> asked = new LinkedHashMap<>();
    private Map<String, Value> variables = Map.of();
    private Map<String, Text> exported = Map.of();
    private RunKey key;
    private TaskEnding ending;

    /** Whether a host that was asked can't be reached. */
    private boolean outOfReach;

    TaskWalk(Walk walk, HandlerFlush handlers, HostState state, Task task, String phase) {
        this.walk = walk;
        this.handlers = handlers;
        this.state = state;
        this.task = task;
        this.phase = phase;
        this.key = new RunKey(state.host, task.id(), 0, phase);
        this.ending = new TaskEnding(walk, state, task, key, Optional.empty(), notes);
    }

    /** What {@code register} sees of it. */
    Value run(int index, Optional<Data> item, Map<String, Value> ofItem) {
        key = new RunKey(state.host, task.id(), index, phase);
        ending = new TaskEnding(walk, state, task, key, item, notes);
        variables = ofItem;
        TaskRecord record = walk.record(key);
        if (record.finished().isPresent()) {
            return ending.recall(record.finished().get());
        }
        if (record.failure().isPresent() && !decidedByPlaybook(record)) {
            Status status = record.interrupted() ? Status.UNKNOWN : Status.FAILED;
            return ending.fail(record.failure().get(), status, Data.NOTHING);
        }
        if (walk.isUnreachable(state.host)) {
            state.stop();
            return new Value.Pending(state.host + ", which is unreachable");
        }
        if (walk.isHalted() && record.equals(TaskRecord.NONE)) {
            state.stop();
            return new Value.Pending("the run, which was stopped");
        }
        try {
            Environment environment = environment();
            if (!Task.Judgement.holds(task.when(), environment)) {
                return skip();
            }
            exported = task.manner()
                    .environment()
                    .map(template -> template.evaluate(environment))
                    .orElse(Map.of());
            Place place = place(environment);
            if (!place.host().equals(state.host) && walk.isUnreachable(place.host())) {
                outOfReach = true;
                return unreadable(place.host() + " is unreachable");
            }
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
            Environment environment = environment();
            readAhead(task.state().evaluate(environment), place(environment));
        } catch (NotYetKnown | EvaluationException e) {
            // It is evaluated again, and its problem told, once it is notified.
            return;
        }
    }

    private <O> void readAhead(Desired<O> desired, Place place) {
        if (Sight.look(desired.probe(), lookup(place)) instanceof Sight.Lacking<O> lacking) {
            lacking.asked().forEach(lack -> walk.want(place(lack.where(), place), dressed(lack.read())));
        }
    }

    private boolean decidedByPlaybook(TaskRecord record) {
        boolean decides =
                !task.judgement().failedWhen().isEmpty() || task.until().isPresent();
        return decides && record.printed().isPresent() && !record.interrupted();
    }

    private Environment environment() {
        return walk.environment(state).with(variables);
    }

    private Place place(Environment environment) {
        HostName at = task.manner()
                .delegate()
                .map(delegate -> delegate.evaluate(environment))
                .orElse(state.host);
        return new Place(at, task.as().evaluate(environment));
    }

    private <O> Value turns(Desired<O> desired, Place place, TaskRecord record) {
        for (int turn = 0; turn < TURNS; turn++) {
            switch (Sight.look(desired.probe(), lookup(place))) {
                case Sight.Lacking<O> lacking -> {
                    return lack(lacking, place);
                }
                case Sight.Blocked<O>(String reason) -> {
                    return unreadable(reason);
                }
                case Sight.Later<O>(String cause, O expected) -> {
                    return notes.actions().isEmpty() && !record.hasChanged()
                            ? later(desired, expected, cause, place)
                            : ending.plan(new Value.Pending(cause));
                }
                case Sight.Whole<O>(O seen, Optional<String> unsettled) -> {
                    if (walk.isApplying() && unsettled.isPresent()) {
                        state.await();
                    }
                    Findings found = Findings.of(dressed(desired.diff(seen)), record, notes.actions());
                    if (found.repeated()) {
                        return ending.fail(notIdempotent(found.changes().getFirst()), Status.FAILED, Data.NOTHING);
                    }
                    if (found.changes().isEmpty()) {
                        Optional<Waits> waits =
                                desired instanceof Waits patient ? Optional.of(patient) : Optional.empty();
                        Conclusion conclusion =
                                new Conclusion(walk, state, task, key, record, ending, notes, environment());
                        return conclusion.of(found, desired.result(seen), waits, asked);
                    }
                    found.changes().forEach(change -> take(change, place));
                }
            }
        }
        return ending.fail(
                new Fault(
                        "module.endless",
                        "the module " + task.module() + " still finds something to do after " + TURNS + " turns",
                        "this is a fault of the module: report it with the playbook's task"),
                Status.FAILED,
                Data.NOTHING);
    }

    /** The module's changes, as the playbook wants them done and told. */
    private List<Delta> dressed(List<Delta> deltas) {
        if (exported.isEmpty() && !task.manner().noLog()) {
            return deltas;
        }
        return deltas.stream().map(this::dressed).toList();
    }

    private Delta dressed(Delta delta) {
        if (!(delta instanceof Delta.Change change)) {
            return delta;
        }
        Delta.Change dressed = change;
        if (!exported.isEmpty() && change.action() instanceof Action.Run run) {
            Map<String, Text> all = exported(run.environment());
            Action.Run with = new Action.Run(run.arguments(), run.input(), all, run.directory(), run.declared());
            dressed = new Delta.Change(change.differences(), with, change.once());
        }
        return task.manner().noLog() ? Discretion.change(dressed) : dressed;
    }

    /** A command that only reads gets the environment too. */
    @SuppressWarnings("unchecked") // the same kind of read has the same kind of answer
    private <T> Read<T> dressed(Read<T> read) {
        return !exported.isEmpty() && read instanceof Read.CommandOutput command
                ? (Read<T>) new Read.CommandOutput(
                        command.arguments(), command.directory(), exported(command.environment()))
                : read;
    }

    /** The environment, what the module says itself going before. */
    private Map<String, Text> exported(Map<String, Text> ofModule) {
        Map<String, Text> all = new HashMap<>(exported);
        all.putAll(ofModule);
        return all;
    }

    private Sight.Lookup lookup(Place place) {
        return new Sight.Lookup() {
            @Override
            public <T> Optional<Known<T>> find(Where where, Read<T> read) {
                Read<T> question = dressed(read);
                Place there = walk.place(place(where, place), question);
                asked.computeIfAbsent(there, any -> new HashSet<>()).add(question);
                outOfReach |= walk.isUnreachable(there.host());
                return walk.isBehind(there.host(), state.host)
                        ? Optional.of(new Known.After<>(there.host() + "'s earlier tasks"))
                        : walk.find(there, question, state.host);
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
        notes.take(change);
        walk.project(state.host, place, change.action(), task.name() + " on " + state.host);
        ending.notifyHandlers();
        state.unsettle();
        if (state.isAccepting()) {
            handlers.owe(task, state, key);
            state.steps.add(new Step(key, place, change.action(), Optional.of(change)));
        }
    }

    private <O> Value later(Desired<O> desired, O expected, String cause, Place place) {
        List<Action> doubtful = new ArrayList<>();
        for (Delta delta : dressed(desired.diff(expected))) {
            if (delta instanceof Delta.Change change) {
                notes.expectAll(change.differences());
                doubtful.add(change.action());
            }
        }
        walk.projectDoubt(state.host, place, doubtful, cause);
        if (!doubtful.isEmpty()) {
            ending.mayNotify(cause);
        }
        return ending.defer(cause);
    }

    /** Defers a task of which not even the arguments are known. */
    Value defer(String cause) {
        if (task.isOfModule()) {
            Place place;
            try {
                place = place(environment());
            } catch (NotYetKnown | EvaluationException e) {
                place = new Place(state.host, new Identity.Login());
            }
            walk.projectAnything(state.host, place, cause);
        }
        ending.mayNotify(cause);
        return ending.defer(cause);
    }

    private Value lack(Sight.Lacking<?> lacking, Place place) {
        lacking.asked().forEach(lack -> walk.want(place(lack.where(), place), dressed(lack.read())));
        state.await();
        return ending.register(new Value.Pending("reading " + place.host()));
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
        return state.isSettled()
                ? ending.fail(fault, outOfReach ? Status.NOT_RUN : Status.FAILED, Data.NOTHING)
                : ending.foresee(fault, Data.NOTHING);
    }

    /** Something in the playbook that can't be right with this host's values. */
    Value misfit(Problem problem) {
        walk.problem(problem);
        Fault fault = new Fault(
                problem.code(), problem.at().map(at -> at + ": ").orElse("") + problem.message(), problem.remedy());
        return walk.isApplying() && !state.isSettled()
                ? ending.foresee(fault, Data.NOTHING)
                : ending.fail(fault, Status.FAILED, Data.NOTHING);
    }

    private Value skip() {
        Data answer = Answer.of(Data.mapping().build(), false, false, true, Optional.empty());
        return ending.end(
                new Outcome(Status.SKIPPED, answer, List.of(), false, Optional.empty()),
                Verdict.SKIPPED,
                Optional.of("when is false"));
    }

    /** Tells that the host does not come to it. */
    void pass(String because) {
        ending.pass(because);
    }

    /** Tells which branch an include takes. */
    void taken(String branch) {
        ending.note(branch);
    }

    /** Tells what is done only if something else fails. */
    void contingent(String because) {
        ending.contingent(because);
    }

    /** Says nothing, but keeps what it may set and notify open. */
    void mayCome(String cause) {
        state.mayCome.add(task.id());
        ending.mayNotify(cause);
        ending.registerIfNew(new Value.Pending(cause));
    }

    private Fault notIdempotent(Delta.Change change) {
        return new Fault(
                "module.broken_promise",
                "after '" + change.action().summary() + "' the host still differs in the same way",
                "either something on the host puts it back, or this is a fault of the module " + task.module());
    }
}
