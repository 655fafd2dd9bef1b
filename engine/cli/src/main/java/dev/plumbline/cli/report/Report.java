package dev.plumbline.cli.report;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.exchange.HostSession.RoundTrips;
import dev.plumbline.core.plan.HostPlan;
import dev.plumbline.core.plan.Plan;
import dev.plumbline.core.plan.RunKey;
import dev.plumbline.core.plan.TaskPlan;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a command found or did.
 *
 * @param run names this run, in reports and in what is asked about later
 * @param tolerated ids of the tasks whose failures the playbook ignores
 * @param roundTrips of all hosts together
 * @param notes what is out of the ordinary in how a host was spoken to
 * @param broken how what was done differs from what was planned
 */
public record Report(
        Purpose purpose,
        String run,
        Plan plan,
        Set<String> tolerated,
        RoundTrips roundTrips,
        Map<HostName, List<String>> notes,
        Map<RunKey, String> broken) {
    public Report {
        tolerated = Set.copyOf(tolerated);
        notes = Map.copyOf(notes);
        broken = Map.copyOf(broken);
    }

    /** One in which all is as it was planned, or nothing was done yet. */
    public Report(
            Purpose purpose,
            String run,
            Plan plan,
            Set<String> tolerated,
            RoundTrips roundTrips,
            Map<HostName, List<String>> notes) {
        this(purpose, run, plan, tolerated, roundTrips, notes, Map.of());
    }

    List<String> notes(HostPlan host) {
        return notes.getOrDefault(host.host(), List.of());
    }

    public Summary summary() {
        return Summary.of(this);
    }

    public HostStatus status(HostPlan host) {
        return HostStatus.of(this, host);
    }

    /** Whether a task on a host is not as declared, as {@code drift} counts it. */
    public boolean isDrift(HostPlan host, TaskPlan task) {
        return switch (task.verdict()) {
            case VIOLATION -> !isUnread(task) && !isTolerated(task);
            case CHANGE ->
                isHandler(task) ? isOwed(host, task) : !task.differences().isEmpty();
            case DEFERRED, IN_SYNC, OPAQUE, SKIPPED -> false;
        };
    }

    /** Whether the playbook goes on where this task fails. */
    boolean isTolerated(TaskPlan task) {
        return task.isTolerated() || tolerated.contains(task.key().task());
    }

    /** Whether nothing was learned of it, since the host did not let it be read. */
    static boolean isUnread(TaskPlan task) {
        return task.fault().map(fault -> fault.code().startsWith("read.")).orElse(false);
    }

    private static boolean isHandler(TaskPlan task) {
        return task.key().isOfHandler();
    }

    /** A handler that nothing before it explains is owed by an earlier run; else it only follows from what differs. */
    private static boolean isOwed(HostPlan host, TaskPlan handler) {
        return host.tasks().stream().takeWhile(task -> !task.equals(handler)).allMatch(task -> switch (task.verdict()) {
            case IN_SYNC, VIOLATION, SKIPPED -> true;
            case OPAQUE, CHANGE -> false;
            case DEFERRED -> !task.isOpen();
        });
    }
}
