package dev.plumbline.cli.report;

import dev.plumbline.core.exchange.HostSession.RoundTrips;
import dev.plumbline.core.plan.HostPlan;
import dev.plumbline.core.plan.Plan;
import dev.plumbline.core.plan.TaskPlan;

/**
 * What a command found or did.
 *
 * @param run names this run, in reports and in what is asked about later
 * @param roundTrips of all hosts together
 */
public record Report(Purpose purpose, String run, Plan plan, RoundTrips roundTrips) {

    public Summary summary() {
        return Summary.of(this);
    }

    public HostStatus status(HostPlan host) {
        return HostStatus.of(purpose, host);
    }

    /** Whether a task on a host is not as declared, as {@code drift} counts it. */
    public static boolean isDrift(HostPlan host, TaskPlan task) {
        return switch (task.verdict()) {
            case VIOLATION -> !isUnread(task);
            case CHANGE -> !task.differences().isEmpty() || (isHandler(task) && !followsOpaque(host, task));
            case DEFERRED, IN_SYNC, OPAQUE, SKIPPED -> false;
        };
    }

    /** Whether nothing was learned of it, since the host did not let it be read. */
    static boolean isUnread(TaskPlan task) {
        return task.fault().map(fault -> fault.code().startsWith("read.")).orElse(false);
    }

    private static boolean isHandler(TaskPlan task) {
        return !task.key().phase().isEmpty();
    }

    /** A handler may have been notified by a command that does not say what it changes: that is no drift. */
    private static boolean followsOpaque(HostPlan host, TaskPlan handler) {
        return host.tasks().stream().takeWhile(task -> !task.equals(handler)).anyMatch(task -> switch (task.verdict()) {
            case OPAQUE -> true;
            case IN_SYNC, CHANGE, VIOLATION, DEFERRED, SKIPPED -> false;
        });
    }
}
