package dev.plumbline.core.run;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.action.Effect;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.probe.Known;
import dev.plumbline.api.read.CommandResult;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.Scope;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.exchange.About;
import dev.plumbline.core.exchange.Answers;
import dev.plumbline.core.exchange.Exchange;
import dev.plumbline.core.exchange.Identity;
import dev.plumbline.core.exchange.Place;
import dev.plumbline.core.exchange.StepOutcome;
import dev.plumbline.core.journal.Intentions;
import dev.plumbline.core.plan.Fault;
import dev.plumbline.core.plan.History;
import dev.plumbline.core.plan.HostPlan;
import dev.plumbline.core.plan.Plan;
import dev.plumbline.core.plan.Planner;
import dev.plumbline.core.plan.Progress;
import dev.plumbline.core.plan.Retry;
import dev.plumbline.core.plan.RunKey;
import dev.plumbline.core.plan.Status;
import dev.plumbline.core.plan.Step;
import dev.plumbline.core.plan.TaskPlan;
import dev.plumbline.core.plan.TaskRecord;
import dev.plumbline.core.plan.Verdict;
import dev.plumbline.core.plan.World;
import dev.plumbline.core.program.Play;
import dev.plumbline.core.program.ProblemsException;
import dev.plumbline.core.program.Program;
import dev.plumbline.core.program.Task;
import dev.plumbline.core.promise.Promise;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

/**
 * One run of a program on a fleet: first planned, then, if wanted, applied to the same world. Decides nothing itself: it asks the
 * planner, carries out what the planner says, and tells it what came of it.
 */
public final class Run {
    private final Program program;
    private final Fleet fleet;
    private final ReplicationProver prover;
    private final Observer observer;
    private final Intentions intentions;

    /** Tasks that are another host's where the one that they were planned for can't be reached. */
    private final Set<String> runOnce;

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Guards guards;
    private final Set<HostName> busy = new HashSet<>();
    private final Set<RunKey> waiting = new HashSet<>();
    private final Map<RunKey, Long> lastLooks = new HashMap<>();
    private final Map<HostName, Fault> unreachable = new LinkedHashMap<>();
    private World world = World.EMPTY;
    private History history = History.EMPTY;
    private Promise promised = Promise.NOTHING;
    private volatile boolean interrupted;

    /** Whether anything was done since the last barrier. */
    private boolean acted;

    /** Makes ready a run that is written down nowhere. */
    public Run(Program program, Fleet fleet, ReplicationProver prover, Observer observer) {
        this(program, fleet, prover, observer, Intentions.NONE);
    }

    public Run(Program program, Fleet fleet, ReplicationProver prover, Observer observer, Intentions intentions) {
        this.program = program;
        this.fleet = fleet;
        this.prover = prover;
        this.observer = observer;
        this.intentions = intentions;
        this.guards = new Guards(program);
        this.runOnce = program.plays().stream()
                .flatMap(Play::allTasks)
                .filter(task -> task.manner().runOnce())
                .map(Task::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Something that happened on a host's thread, to be taken in by the run's own. */
    private sealed interface Event {
        record Came(
                HostName host, List<Outcome> outcomes, Map<Place, Map<Read<?>, Known<?>>> answers, Optional<Fault> lost)
                implements Event {}

        record Lost(HostName host, Fault fault) implements Event {}

        record Broken(HostName host, Throwable cause) implements Event {}

        record Due(Retry retry) implements Event {}

        record Interrupted() implements Event {}
    }

    private record Outcome(Step step, StepOutcome outcome) {}

    /**
     * Reads until nothing is lacking, and changes nothing.
     *
     * @throws ProblemsException where the playbook can't be right for some host's values; found before any host is contacted
     */
    public Plan plan() throws InterruptedException {
        Progress progress = Planner.step(program, world);
        if (!progress.problems().isEmpty()) {
            throw new ProblemsException(progress.problems());
        }
        while (!interrupted && !progress.wants().isEmpty()) {
            byHost(progress.wants()).forEach(this::read);
            while (!busy.isEmpty()) {
                take(nextEvent());
            }
            progress = Planner.step(program, world);
        }
        return complete(progress.plan());
    }

    /** Does what a plan of this run says, and nothing that it doesn't. */
    public Plan apply(Plan plan) throws InterruptedException {
        return apply(plan, Promise.of(plan));
    }

    /** Does what a plan of this run says, on the world that it was made from, until nothing is left to do; see {@link Promise}. */
    public Plan apply(Plan plan, Promise promise) throws InterruptedException {
        promised = promise;
        Progress progress = next();
        while (true) {
            if (!interrupted) {
                dispatch(progress);
            }
            if (busy.isEmpty() && waiting.isEmpty()) {
                return withNotRun(complete(progress.plan()), plan, progress.cutShort());
            }
            take(nextEvent());
            for (Event event = events.poll(); event != null; event = events.poll()) {
                take(event);
            }
            progress = next();
        }
    }

    /** What is to be done now. Where all hosts have come to a barrier after something was done, all that follows is read again. */
    private Progress next() {
        Progress progress = remembered(Planner.step(program, world, history));
        while (progress.passed() > history.passed()) {
            history = history.passing(progress.passed());
            if (acted) {
                world = world.forgotten();
                acted = false;
            }
            progress = remembered(Planner.step(program, world, history));
        }
        return progress;
    }

    private Progress remembered(Progress progress) {
        for (var finished : progress.finished().entrySet()) {
            history = history.with(finished.getKey(), record -> record.finished(finished.getValue()));
        }
        return progress;
    }

    /** Begins nothing more; what is being done is finished. */
    public void interrupt() {
        interrupted = true;
        fleet.abandonWaiting();
        events.add(new Event.Interrupted());
    }

    public boolean isInterrupted() {
        return interrupted;
    }

    private void dispatch(Progress progress) {
        progress.steps().forEach((owner, steps) -> {
            HostName at = steps.getFirst().at().host();
            if (!busy.contains(at)) {
                List<Step> here = steps.stream()
                        .takeWhile(step -> step.at().host().equals(at))
                        .toList();
                List<Step> allowed = allowed(here);
                if (allowed.isEmpty()) {
                    busy.add(at);
                    events.add(new Event.Came(at, unforeseen(here), Map.of(), Optional.empty()));
                } else {
                    carryOut(at, allowed);
                }
            }
        });
        byHost(progress.wants()).forEach(this::read);
        for (Retry retry : progress.retries()) {
            if (waiting.add(retry.key())) {
                observer.waiting(retry, history.of(retry.key()).attempts() + 1);
                lastLooks.putIfAbsent(retry.key(), System.nanoTime());
                Thread.startVirtualThread(() -> {
                    try {
                        Thread.sleep(retry.delay());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    events.add(new Event.Due(retry));
                });
            }
        }
    }

    /** The steps up to the first task that was not promised to do this; handlers follow from what was promised. */
    private List<Step> allowed(List<Step> steps) {
        Set<RunKey> unforeseen = steps.stream()
                .filter(step -> !step.key().isOfHandler())
                .filter(step -> step.delta().orElse(null) instanceof Delta.Change
                        && !promised.allows(
                                step.key(),
                                step.action(),
                                runOnce.contains(step.key().task())))
                .map(Step::key)
                .collect(Collectors.toSet());
        return steps.stream()
                .takeWhile(step -> !unforeseen.contains(step.key()))
                .toList();
    }

    private static List<Outcome> unforeseen(List<Step> steps) {
        Step first = steps.stream()
                .filter(step -> step.delta().isPresent())
                .findFirst()
                .orElse(steps.getFirst());
        return refused(
                steps,
                new StepOutcome.Refused(
                        "plan.unforeseen",
                        "'" + first.action().summary() + "' was not in the plan: the host has changed since",
                        "plan again, and look at what it says"));
    }

    private static Map<HostName, Map<Identity, Set<Read<?>>>> byHost(Map<Place, Set<Read<?>>> wants) {
        Map<HostName, Map<Identity, Set<Read<?>>>> byHost = new LinkedHashMap<>();
        wants.forEach((place, reads) -> byHost.computeIfAbsent(place.host(), any -> new LinkedHashMap<>())
                .put(place.as(), reads));
        return byHost;
    }

    /** Reads of several identities are made one after the other; reads that are the same for all join the first of the others. */
    private void read(HostName host, Map<Identity, Set<Read<?>>> wants) {
        if (!busy.add(host)) {
            return;
        }
        observer.reading(host);
        fleet.submit(
                host,
                link -> {
                    Map<Place, Map<Read<?>, Known<?>>> answers = new HashMap<>();
                    Optional<Fault> lost = Optional.empty();
                    for (Exchange exchange : exchanges(wants)) {
                        Answers came = link.session().exchange(exchange);
                        file(host, exchange.as(), came, answers);
                        lost = came.lost().map(Run::fault);
                        if (lost.isPresent()) {
                            break;
                        }
                    }
                    events.add(new Event.Came(host, List.of(), answers, lost));
                },
                cause -> events.add(new Event.Lost(host, fault(cause))),
                cause -> events.add(new Event.Broken(host, cause)));
    }

    private static List<Exchange> exchanges(Map<Identity, Set<Read<?>>> wants) {
        Map<Identity, Set<Read<?>>> merged = new LinkedHashMap<>(wants);
        Identity login = new Identity.Login();
        Set<Read<?>> asLogin = merged.getOrDefault(login, Set.of());
        if (merged.size() > 1 && asLogin.stream().allMatch(Read::isTheSameForAll)) {
            merged.remove(login);
            Identity first = merged.keySet().iterator().next();
            Set<Read<?>> both = new HashSet<>(merged.getOrDefault(first, Set.of()));
            both.addAll(asLogin);
            merged.put(first, both);
        }
        return merged.entrySet().stream()
                .map(entry -> Exchange.reading(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static void file(HostName host, Identity as, Answers came, Map<Place, Map<Read<?>, Known<?>>> answers) {
        came.answers().forEach((read, answer) -> {
            Identity reader = read.isTheSameForAll() ? new Identity.Login() : as;
            answers.computeIfAbsent(new Place(host, reader), any -> new HashMap<>())
                    .put(read, answer);
        });
    }

    private void carryOut(HostName host, List<Step> steps) {
        busy.add(host);
        try {
            intentions.begin(host, steps);
        } catch (IOException e) {
            events.add(new Event.Came(host, refused(steps, unwritten(e)), Map.of(), Optional.empty()));
            return;
        }
        observer.doing(host, steps);
        List<List<Step>> groups = groups(steps);
        Map<Identity, Set<Read<?>>> again = touched(host, steps);
        IdentityHashMap<Step, About> abouts = guards.abouts(steps);
        fleet.submit(
                host,
                link -> {
                    List<Outcome> outcomes = new ArrayList<>();
                    Map<Place, Map<Read<?>, Known<?>>> answers = new HashMap<>();
                    Optional<Fault> lost = Optional.empty();
                    for (int i = 0; i < groups.size() && lost.isEmpty(); i++) {
                        boolean last = i == groups.size() - 1;
                        lost = carryOut(link, host, groups.get(i), abouts, last ? again : Map.of(), outcomes, answers);
                        if (!outcomes.stream().allMatch(each -> each.outcome() instanceof StepOutcome.Done)) {
                            break;
                        }
                    }
                    notBegun(steps.subList(outcomes.size(), steps.size()));
                    events.add(new Event.Came(host, outcomes, answers, lost));
                },
                cause -> {
                    notBegun(steps);
                    events.add(new Event.Lost(host, fault(cause)));
                },
                cause -> events.add(new Event.Broken(host, cause)));
    }

    private void notBegun(List<Step> steps) {
        steps.forEach(step -> intentions.end(step, new StepOutcome.NotRun()));
    }

    private static StepOutcome unwritten(IOException cause) {
        return new StepOutcome.Failed(
                "journal.unwritable",
                "nothing is changed that can't be written down first: " + cause.getMessage(),
                "make room, or name another folder by 'state' in plumb.yml",
                Optional.empty());
    }

    private static List<Outcome> refused(List<Step> steps, StepOutcome why) {
        List<Outcome> outcomes = new ArrayList<>();
        outcomes.add(new Outcome(steps.getFirst(), why));
        steps.stream()
                .skip(1)
                .map(step -> new Outcome(step, new StepOutcome.NotRun()))
                .forEach(outcomes::add);
        return outcomes;
    }

    private Optional<Fault> carryOut(
            Link link,
            HostName host,
            List<Step> group,
            IdentityHashMap<Step, About> abouts,
            Map<Identity, Set<Read<?>>> again,
            List<Outcome> outcomes,
            Map<Place, Map<Read<?>, Known<?>>> answers) {
        if (group.getFirst().action() instanceof Action.ProveReplication proof) {
            StepOutcome outcome = prover.prove(proof, fleet::link);
            outcomes.add(new Outcome(group.getFirst(), outcome));
            intentions.end(group.getFirst(), outcome);
            observer.done(host, group.getFirst(), outcome);
            return Optional.empty();
        }
        Identity as = group.getFirst().as();
        Set<Read<?>> reads = new HashSet<>(again.getOrDefault(as, Set.of()));
        again.getOrDefault(new Identity.Login(), Set.<Read<?>>of()).stream()
                .filter(Read::isTheSameForAll)
                .forEach(reads::add);
        Answers came;
        try {
            came = link.session()
                    .exchange(new Exchange(
                            as,
                            group.stream().map(Step::action).toList(),
                            reads,
                            group.stream().map(abouts::get).toList()));
        } catch (ConnectionException e) {
            return Optional.of(fault(e));
        }
        for (int i = 0; i < group.size(); i++) {
            outcomes.add(new Outcome(group.get(i), came.outcomes().get(i)));
            intentions.end(group.get(i), came.outcomes().get(i));
            observer.done(host, group.get(i), came.outcomes().get(i));
        }
        file(host, as, came, answers);
        return came.lost().map(Run::fault);
    }

    /** Consecutive steps of one identity travel together; a proof goes alone. */
    private static List<List<Step>> groups(List<Step> steps) {
        List<List<Step>> groups = new ArrayList<>();
        for (Step step : steps) {
            boolean joins = !groups.isEmpty()
                    && groups.getLast().getFirst().as().equals(step.as())
                    && !(step.action() instanceof Action.ProveReplication)
                    && !(groups.getLast().getFirst().action() instanceof Action.ProveReplication);
            if (!joins) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(step);
        }
        return groups;
    }

    /** What was read before and must be read again once the steps are done: it travels back with their outcomes. */
    private Map<Identity, Set<Read<?>>> touched(HostName host, List<Step> steps) {
        List<Effect> effects =
                steps.stream().flatMap(step -> step.action().effects().stream()).toList();
        World after = world.forget(host, effects);
        Map<Identity, Set<Read<?>>> touched = new HashMap<>();
        Set<Identity> identities = steps.stream().map(Step::as).collect(Collectors.toCollection(HashSet::new));
        identities.add(new Identity.Login());
        for (Identity as : identities) {
            Place place = new Place(host, as);
            Set<Read<?>> reads = new HashSet<>(world.readsAt(place));
            reads.removeAll(after.readsAt(place));
            touched.put(as, reads);
        }
        return touched;
    }

    private Event nextEvent() throws InterruptedException {
        if (events.isEmpty()) {
            fleet.idle();
        }
        return events.take();
    }

    private void take(Event event) {
        switch (event) {
            case Event.Came came -> {
                busy.remove(came.host());
                acted |= !came.outcomes().isEmpty();
                came.outcomes().forEach(outcome -> take(came.host(), outcome));
                came.answers().forEach((place, answers) -> world = world.with(place, answers));
                came.lost().ifPresent(fault -> lose(came.host(), fault));
            }
            case Event.Lost lost -> {
                busy.remove(lost.host());
                lose(lost.host(), lost.fault());
            }
            case Event.Broken broken ->
                throw new IllegalStateException("what was done with " + broken.host() + " broke", broken.cause());
            case Event.Due due -> {
                waiting.remove(due.retry().key());
                Duration sinceLast = sinceLastLook(due.retry().key());
                history = history.with(due.retry().key(), record -> record.retried(sinceLast));
                due.retry().reads().forEach((place, reads) -> world = world.without(place, reads));
            }
            case Event.Interrupted now -> waiting.clear();
        }
    }

    /** From one pause's end to the next, the look between them included. */
    private Duration sinceLastLook(RunKey key) {
        long now = System.nanoTime();
        Long last = lastLooks.put(key, now);
        return last == null ? Duration.ZERO : Duration.ofNanos(now - last);
    }

    private void lose(HostName host, Fault fault) {
        unreachable.put(host, fault);
        world = world.unreachable(host, fault.message());
        observer.unreachable(host, fault);
    }

    private void take(HostName host, Outcome outcome) {
        RunKey key = outcome.step().key();
        Optional<Delta> delta = outcome.step().delta();
        switch (outcome.outcome()) {
            case StepOutcome.Done(Optional<CommandResult> result) -> {
                delta.ifPresent(done -> history = history.with(key, record -> record.executed(done, result)));
                guards.done(outcome.step());
                if (outcome.step().action() instanceof Action.Settle) {
                    history = history.settling(key);
                }
                if (outcome.step().action() instanceof Action.Owe(var debts)) {
                    history = history.owing(host, debts);
                }
            }
            case StepOutcome.Failed failed -> {
                Fault fault = new Fault(failed.code(), failed.message(), failed.remedy());
                if (failed.result().isPresent()) {
                    delta.ifPresent(done ->
                            history = history.with(key, record -> record.executed(done, failed.result())));
                }
                history = history.with(key, record -> record.failed(fault, failed.result()));
            }
            case StepOutcome.RolledBack back -> {
                Fault fault = new Fault(back.code(), back.message(), back.remedy());
                history = history.with(key, record -> record.failed(fault, Optional.empty()));
                for (RunKey writer : guards.rolledBack(outcome.step())) {
                    history = history.with(writer, TaskRecord::rolledBack);
                }
                for (AbsolutePath file : back.files()) {
                    world = world.forget(host, List.of(new Effect.Forgets(new Scope.Path(file))));
                }
            }
            case StepOutcome.Refused refused -> {
                Fault fault = new Fault(refused.code(), refused.message(), refused.remedy());
                history = history.with(key, record -> record.failed(fault, Optional.empty()));
            }
            case StepOutcome.Unknown(String reason) -> {
                Fault fault = new Fault(
                        "step.unknown",
                        "the end of '" + outcome.step().action().summary() + "' was not seen: " + reason,
                        "run it again: it looks at the host first");
                history = history.with(key, record -> record.interrupted(fault));
            }
            case StepOutcome.NotRun notRun -> {
                return;
            }
        }
        world = world.forget(host, outcome.step().action().effects());
    }

    private static Fault fault(ConnectionException cause) {
        return new Fault(cause.code(), String.valueOf(cause.getMessage()), cause.remedy());
    }

    private static Fault fault(Answers.Lost lost) {
        return new Fault(lost.code(), lost.message(), lost.remedy());
    }

    private Plan complete(Plan plan) {
        return new Plan(
                plan.playbook(),
                plan.hosts().stream()
                        .map(host -> new HostPlan(
                                host.host(),
                                host.tasks(),
                                host.mayCome(),
                                Optional.ofNullable(unreachable.get(host.host()))))
                        .toList());
    }

    /** What was planned and not reached is said too; not what was only to be decided, by hosts that came to the end. */
    private Plan withNotRun(Plan done, Plan planned, Set<HostName> cutShort) {
        List<HostPlan> hosts = new ArrayList<>();
        for (HostPlan host : done.hosts()) {
            Set<RunKey> reached = host.tasks().stream().map(TaskPlan::key).collect(Collectors.toSet());
            boolean through = !interrupted && !cutShort.contains(host.host());
            List<TaskPlan> tasks = new ArrayList<>();
            host.tasks().stream().map(Run::settled).forEach(tasks::add);
            planned.host(host.host()).stream()
                    .flatMap(before -> before.tasks().stream())
                    .filter(task -> !reached.contains(task.key()))
                    .filter(task -> !(through && task.verdict() == Verdict.DEFERRED))
                    .map(task -> task.withOutcome(Status.NOT_RUN))
                    .forEach(tasks::add);
            hosts.add(new HostPlan(host.host(), tasks, host.unreachable()));
        }
        return new Plan(done.playbook(), hosts);
    }

    private static TaskPlan settled(TaskPlan task) {
        return task.outcome().isPresent() ? task : task.withOutcome(Status.NOT_RUN);
    }
}
