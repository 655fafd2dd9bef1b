package dev.plumbline.core.plan;

import dev.plumbline.api.module.Difference;
import dev.plumbline.api.value.Data;
import dev.plumbline.core.program.Task;
import dev.plumbline.core.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a task comes out on a host: told in the plan, registered, and in an apply kept once it is final. */
final class TaskEnding {
    private final Walk walk;
    private final HostState state;
    private final Task task;
    private final RunKey key;
    private final Optional<Data> item;
    private final TaskNotes notes;

    TaskEnding(Walk walk, HostState state, Task task, RunKey key, Optional<Data> item, TaskNotes notes) {
        this.walk = walk;
        this.state = state;
        this.task = task;
        this.key = key;
        this.item = item;
        this.notes = notes;
    }

    /** It is through. */
    Value end(Outcome outcome, Verdict verdict, Optional<String> because) {
        if (outcome.status() == Status.CHANGED) {
            notifyHandlers();
        }
        Optional<Status> done = Optional.empty();
        if (isFinal()) {
            walk.finish(key, outcome);
            done = Optional.of(outcome.status());
        }
        notes.expectAll(outcome.differences());
        report(verdict, because, outcome.fault(), done, outcome.answer());
        return register(new Value.Present(outcome.answer()));
    }

    /** It was through before. */
    Value recall(Outcome outcome) {
        if (outcome.status() == Status.CHANGED || outcome.status() == Status.ROLLED_BACK) {
            notifyHandlers();
        }
        notes.expectAll(outcome.differences());
        notes.restarting(outcome.restarts());
        Verdict verdict = switch (outcome.status()) {
            case CHANGED, ROLLED_BACK -> Verdict.CHANGE;
            case FAILED, UNKNOWN -> Verdict.VIOLATION;
            case SKIPPED -> Verdict.SKIPPED;
            case UNCHANGED, NOT_RUN -> Verdict.IN_SYNC;
        };
        Optional<String> because = outcome.status() == Status.SKIPPED ? Optional.of("when is false") : Optional.empty();
        report(verdict, because, outcome.fault(), Optional.of(outcome.status()), outcome.answer());
        if (outcome.fault().isPresent() && !task.ignoreErrors()) {
            state.fail(new HostState.Failure(task.name(), task.module(), outcome.answer()));
        }
        return register(new Value.Present(outcome.answer()));
    }

    Value fail(Fault why, Status status, Data answer) {
        Fault fault = task.manner().noLog() ? Discretion.fault(why) : why;
        TaskRecord record = walk.record(key);
        Data told = answer instanceof Data.Mapping mapping ? failed(mapping) : failure(fault, record);
        List<Difference> all = new ArrayList<>(record.differences());
        Outcome outcome = new Outcome(status, told, all, notes.isRestarting(), Optional.of(fault));
        if (walk.isApplying()) {
            walk.finish(key, outcome);
        }
        notes.expectAll(all);
        report(
                Verdict.VIOLATION,
                Optional.empty(),
                Optional.of(fault),
                walk.isApplying() ? Optional.of(status) : Optional.empty(),
                told);
        if (!task.ignoreErrors()) {
            if (walk.isApplying()) {
                state.fail(new HostState.Failure(task.name(), task.module(), told));
            } else {
                state.await();
            }
        }
        return register(new Value.Present(told));
    }

    private static Data failed(Data.Mapping answer) {
        Data.Builder failed = Data.mapping();
        answer.entries().forEach(failed::put);
        return failed.put("failed", true).build();
    }

    private Data failure(Fault fault, TaskRecord record) {
        Data.Mapping message = Data.mapping().put("msg", fault.message()).build();
        Data.Mapping answer = Answer.of(message, false, true, false, record.printed());
        return task.manner().noLog() ? Discretion.answer(answer) : answer;
    }

    /** A violation in a plan, or one whose time has not come. */
    Value foresee(Fault why, Data answer) {
        state.await();
        Fault fault = task.manner().noLog() ? Discretion.fault(why) : why;
        report(Verdict.VIOLATION, Optional.empty(), Optional.of(fault), Optional.empty(), answer);
        return register(answer.equals(Data.NOTHING) ? pending() : new Value.Present(answer));
    }

    /** Changes are to be made. */
    Value plan(Value value) {
        report(
                notes.isOpaque() ? Verdict.OPAQUE : Verdict.CHANGE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                value instanceof Value.Present(Data data) ? data : Data.NOTHING);
        if (task.judgement().decides() || value instanceof Value.Pending) {
            state.close();
        }
        return register(value);
    }

    /** Known after something else. */
    Value defer(String cause) {
        state.await();
        report(Verdict.DEFERRED, Optional.of("known after " + cause), Optional.empty(), Optional.empty(), Data.NOTHING);
        return register(new Value.Pending(cause));
    }

    /** Looked at again later. */
    Value retry(Retry retry, Fault fault, Data answer) {
        walk.retry(retry);
        state.await();
        report(Verdict.DEFERRED, Optional.of(fault.message()), Optional.empty(), Optional.empty(), answer);
        return register(pending());
    }

    /** Only told: the host does not come to it. */
    void pass(String because) {
        Data answer = Answer.of(Data.mapping().build(), false, false, true, Optional.empty());
        report(
                Verdict.SKIPPED,
                Optional.of(because),
                Optional.empty(),
                isFinal() ? Optional.of(Status.SKIPPED) : Optional.empty(),
                answer);
        registerIfNew(new Value.Present(answer));
    }

    /** Only told: a word of the playbook that does nothing itself. */
    void note(String what) {
        report(
                Verdict.IN_SYNC,
                Optional.of(what),
                Optional.empty(),
                isFinal() ? Optional.of(Status.UNCHANGED) : Optional.empty(),
                Data.NOTHING);
    }

    /** Only told: what would be done if something else failed. */
    void contingent(String because) {
        report(
                Verdict.DEFERRED,
                Optional.of(because),
                Optional.empty(),
                Optional.empty(),
                Data.NOTHING,
                Weight.CONTINGENT);
        registerIfNew(new Value.Pending("what is done " + because));
    }

    void registerIfNew(Value value) {
        TaskItems.names(task).stream()
                .filter(name -> !walk.variables().isSet(state.host, name))
                .forEach(name -> walk.variables().register(state.host, name, value));
    }

    void notifyHandlers() {
        state.notified.addAll(task.notifies());
    }

    void mayNotify(String cause) {
        task.notifies().forEach(name -> state.maybeNotified.putIfAbsent(name, cause));
    }

    Value.Pending pending() {
        return new Value.Pending(task.name() + " on " + state.host);
    }

    private boolean isFinal() {
        return walk.isApplying() && state.isSettled();
    }

    private void report(
            Verdict verdict, Optional<String> because, Optional<Fault> fault, Optional<Status> outcome, Data answer) {
        boolean tolerated = task.ignoreErrors() || state.isRescued();
        report(verdict, because, fault, outcome, answer, tolerated ? Weight.TOLERATED : Weight.COUNTS);
    }

    private void report(
            Verdict verdict,
            Optional<String> because,
            Optional<Fault> fault,
            Optional<Status> outcome,
            Data answer,
            Weight weight) {
        boolean quiet = task.label().kind() instanceof Task.Kind.Checks && fault.isEmpty();
        if (quiet) {
            return;
        }
        state.tasks.add(new TaskPlan(
                key,
                task.name(),
                task.module(),
                task.at(),
                task.manner().noLog() ? item.map(Discretion::hidden) : item,
                verdict,
                because,
                notes.differences(),
                Deeds.of(notes.actions()),
                notes.isRestarting(),
                fault,
                outcome,
                answer.equals(Data.NOTHING) ? Optional.empty() : Optional.of(answer),
                weight));
    }

    /** Keeps a value under the names that the task gives it; within a loop only what it sets. */
    Value register(Value value) {
        if (task.register().isPresent() && task.loop().isEmpty()) {
            walk.variables().register(state.host, task.register().get(), value);
        } else if (task.register().isPresent() && value instanceof Value.Pending) {
            walk.variables().register(state.host, task.register().get(), value);
        }
        if (task.label().kind() instanceof Task.Kind.Sets sets) {
            sets.names().forEach(name -> set(name, sets.weak(), value));
        }
        return value;
    }

    private void set(String name, boolean weak, Value value) {
        switch (value) {
            case Value.Pending pending -> put(name, weak, pending);
            case Value.Present(Data.Mapping answer) -> {
                if (answer.get("ansible_facts").orElse(Data.NOTHING) instanceof Data.Mapping facts) {
                    facts.get(name).ifPresent(data -> put(name, weak, new Value.Present(data)));
                }
            }
            case Value.Present other -> {}
        }
    }

    private void put(String name, boolean weak, Value value) {
        if (weak) {
            walk.variables().include(state.host, name, value);
        } else {
            walk.variables().register(state.host, name, value);
        }
    }
}
