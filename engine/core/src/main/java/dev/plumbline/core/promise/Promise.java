package dev.plumbline.core.promise;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.module.Difference;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.plan.HostPlan;
import dev.plumbline.core.plan.Plan;
import dev.plumbline.core.plan.RunKey;
import dev.plumbline.core.plan.TaskPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What somebody has seen and agreed to. A certain change is done as it was shown or not at all; what was conditional may become concrete;
 * whatever else turns up is refused. A change that was promised and is no longer needed is no fault: an apply that was interrupted may be
 * taken up again.
 *
 * @param hosts what is promised of each host, tasks that change nothing left out
 * @param mayCome for each host the ids of tasks that may be chosen later
 */
public record Promise(Map<HostName, Map<RunKey, Promised>> hosts, Map<HostName, Set<String>> mayCome) {
    public static final Promise NOTHING = new Promise(Map.of(), Map.of());

    public Promise {
        Map<HostName, Map<RunKey, Promised>> copy = new LinkedHashMap<>();
        hosts.forEach((host, tasks) -> copy.put(host, Map.copyOf(tasks)));
        hosts = copy;
        mayCome = Map.copyOf(mayCome);
    }

    /** What a plan promises to whoever applies it at once. */
    public static Promise of(Plan plan) {
        return of(plan, words -> "");
    }

    /** What a plan promises to whoever applies it later. */
    public static Promise of(Plan plan, Seal seal) {
        return of(plan, seal::digest);
    }

    private static Promise of(Plan plan, Function<List<String>, String> digest) {
        Map<HostName, Map<RunKey, Promised>> hosts = new LinkedHashMap<>();
        for (HostPlan host : plan.hosts()) {
            Map<RunKey, Promised> tasks = new HashMap<>();
            for (TaskPlan task : host.tasks()) {
                Promised promised = Promised.of(task, digest);
                if (promised.kind() != Promised.Kind.NOTHING) {
                    tasks.put(task.key(), promised);
                }
            }
            hosts.put(host.host(), tasks);
        }
        return new Promise(
                hosts,
                plan.hosts().stream()
                        .filter(host -> !host.mayCome().isEmpty())
                        .collect(Collectors.toMap(HostPlan::host, HostPlan::mayCome)));
    }

    /** What differs from this in a plan that was made later. */
    public List<Objection> objections(Plan later, Seal seal) {
        List<Objection> objections = new ArrayList<>();
        for (HostPlan host : later.hosts()) {
            if (!hosts.containsKey(host.host())) {
                objections.add(Objection.of(host.host(), "the plan knows nothing of this host"));
                continue;
            }
            for (TaskPlan task : host.tasks()) {
                objection(task, Promised.of(task, seal::digest))
                        .ifPresent(message -> objections.add(Objection.of(host.host(), message)));
            }
        }
        hosts.keySet().stream()
                .filter(host -> later.host(host).isEmpty())
                .map(host -> Objection.of(host, "the playbook is no longer for this host"))
                .forEach(objections::add);
        return objections;
    }

    private Optional<String> objection(TaskPlan task, Promised now) {
        if (now.kind() == Promised.Kind.NOTHING || isConditional(now.key())) {
            return Optional.empty();
        }
        Optional<Promised> before = find(now.key());
        if (before.isEmpty()) {
            return task.isChange() || task.isOpen() ? Optional.of(named(task) + " is new") : Optional.empty();
        }
        boolean same = now.kind() == Promised.Kind.CONDITIONAL
                || before.get().digests().equals(now.digests());
        return same
                ? Optional.empty()
                : Optional.of(named(task) + " would do something else now: " + String.join(", ", attributes(task)));
    }

    private static List<String> attributes(TaskPlan task) {
        return task.differences().isEmpty()
                ? task.deeds().summaries()
                : task.differences().stream().map(Difference::attribute).toList();
    }

    private static String named(TaskPlan task) {
        String item = task.item().map(value -> " [" + value + "]").orElse("");
        return task.at().fileAndLine() + " '" + task.name() + "'" + item;
    }

    /**
     * Whether a task may do this now. What a certain change is made of is compared by what it does, not by how.
     *
     * @param byAnyone whether it may also be what another host was to do
     */
    public boolean allows(RunKey key, Action action, boolean byAnyone) {
        if (isConditional(key)
                || find(key).filter(promised -> does(promised, action)).isPresent()) {
            return true;
        }
        return byAnyone
                && hosts.values().stream()
                        .flatMap(tasks -> tasks.values().stream())
                        .filter(promised -> promised.key().task().equals(key.task()))
                        .anyMatch(promised -> promised.kind() == Promised.Kind.CONDITIONAL || does(promised, action));
    }

    private static boolean does(Promised promised, Action action) {
        return promised.does().contains(action.summary());
    }

    private Optional<Promised> find(RunKey key) {
        return Optional.ofNullable(hosts.getOrDefault(key.host(), Map.of()).get(key));
    }

    /** Of a loop that could not be looked at yet, the items are known only now. */
    private boolean isConditional(RunKey key) {
        return mayCome.getOrDefault(key.host(), Set.of()).contains(key.task())
                || hosts.getOrDefault(key.host(), Map.of()).values().stream()
                        .anyMatch(promised -> promised.kind() == Promised.Kind.CONDITIONAL
                                && promised.key().task().equals(key.task()));
    }
}
