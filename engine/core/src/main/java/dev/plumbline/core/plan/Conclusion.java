package dev.plumbline.core.plan;

import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Difference;
import dev.plumbline.api.module.Waits;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.Data;
import dev.plumbline.core.exchange.Identity;
import dev.plumbline.core.exchange.Place;
import dev.plumbline.core.program.Environment;
import dev.plumbline.core.program.Task;
import dev.plumbline.core.program.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Nothing is left to do now: what was found to be wrong beside, what must be proven, what the playbook makes of it. */
record Conclusion(
        Walk walk,
        HostState state,
        Task task,
        RunKey key,
        TaskRecord record,
        TaskEnding ending,
        TaskNotes notes,
        Environment environment) {

    Value of(Findings found, Data.Mapping result, Optional<Waits> waits, Map<Place, Set<Read<?>>> asked) {
        boolean stale = !found.stale().isEmpty();
        boolean handled = !task.notifies().isEmpty();
        notes.takeStale(shown(found.stale()), record.differences());
        Optional<Fault> violation = found.violation();
        if (violation.isEmpty() && stale && !handled) {
            violation = Optional.of(new Fault(
                    "task.unmended",
                    "what runs differs from what is configured, and this task notifies no handler that would mend it",
                    "add notify: with a handler that restarts the service"));
        }
        if (stale && handled) {
            ending.notifyHandlers();
        }
        boolean changed = stale || record.hasChanged() || !notes.actions().isEmpty();
        Data.Mapping answer = answer(result, changed, false);
        if (!notes.actions().isEmpty()) {
            return violation.isPresent()
                    ? ending.foresee(violation.get(), answer)
                    : ending.plan(notes.isOpaque() ? ending.pending() : new Value.Present(answer));
        }
        if (violation.isPresent()) {
            return isNow() ? again(violation.get(), answer, waits, asked) : ending.foresee(violation.get(), answer);
        }
        return judge(found, changed, result, waits, asked);
    }

    private List<Difference> shown(List<Difference> differences) {
        return task.manner().noLog()
                ? differences.stream().map(Discretion::difference).toList()
                : differences;
    }

    private Data.Mapping answer(Data.Mapping result, boolean changed, boolean failed) {
        Data.Mapping answer = Answer.of(result, changed, failed, false, record.printed());
        return task.manner().noLog() ? Discretion.answer(answer) : answer;
    }

    private boolean isNow() {
        return state.isSettled() && walk.isApplying();
    }

    private Value judge(
            Findings found,
            boolean changedByModule,
            Data.Mapping result,
            Optional<Waits> waits,
            Map<Place, Set<Read<?>>> asked) {
        Optional<Fault> failure = record.failure();
        Data.Mapping answer = answer(result, changedByModule, failure.isPresent());
        Environment seeing = task.register()
                .map(name -> environment.with(name, new Value.Present(answer)))
                .orElse(environment);
        Task.Judgement judgement = task.judgement();
        boolean changed = judgement.changedWhen().isEmpty()
                ? changedByModule
                : Task.Judgement.holds(judgement.changedWhen(), seeing);
        boolean failed = judgement.failedWhen().isEmpty()
                ? failure.isPresent()
                : Task.Judgement.holds(judgement.failedWhen(), seeing);
        boolean again =
                judgement.until().isPresent() && !judgement.until().get().holds(seeing);
        if (again && (isNow() || !failed)) {
            Fault fault = failed && failure.isPresent()
                    ? failure.get()
                    : new Fault(
                            "task.until",
                            "until does not hold"
                                    + (walk.isApplying() ? " after " + (record.attempts() + 1) + " attempts" : ""),
                            "see what the task registered; raise retries or delay where it only needs longer");
            return isNow() ? again(fault, answer, waits, asked) : ending.foresee(fault, answer);
        }
        if (failed) {
            Fault fault = judgement.failedWhen().isEmpty()
                    ? failure.orElseThrow()
                    : new Fault("task.failed_when", "failed_when holds", "see what the task registered");
            Data.Mapping told = answer(result, changed, true);
            return walk.isApplying() && !state.isSettled()
                    ? ending.foresee(fault, told)
                    : ending.fail(fault, Status.FAILED, told);
        }
        if (walk.isApplying() && found.proof().isPresent() && state.isSettled()) {
            return prove(found.proof().get());
        }
        List<Difference> all = new ArrayList<>(record.differences());
        all.addAll(notes.differences());
        return ending.end(
                new Outcome(
                        changed ? Status.CHANGED : Status.UNCHANGED,
                        answer(result, changed, false),
                        all,
                        notes.isRestarting(),
                        Optional.empty()),
                changed ? Verdict.CHANGE : Verdict.IN_SYNC,
                Optional.empty());
    }

    private Value prove(Delta.Proof proof) {
        if (state.isAccepting()) {
            Place here = new Place(state.host, new Identity.Login());
            state.steps.add(new Step(key, here, proof.action(), Optional.of(proof)));
        }
        state.await();
        return ending.register(ending.pending());
    }

    /** Looks again later while the playbook or the module allows it. */
    private Value again(Fault fault, Data.Mapping answer, Optional<Waits> waits, Map<Place, Set<Read<?>>> asked) {
        int retries = task.until().map(Task.Until::retries).orElse(0);
        boolean waiting = waits.filter(patient -> record.waited().compareTo(patient.timeout()) < 0)
                .isPresent();
        if (record.attempts() >= retries && !waiting) {
            return ending.fail(fault, Status.FAILED, answer);
        }
        Duration delay = task.until()
                .map(Task.Until::delay)
                .or(() -> waits.map(Waits::interval))
                .orElse(Duration.ofSeconds(1));
        return ending.retry(new Retry(key, delay, asked), fault, answer);
    }
}
