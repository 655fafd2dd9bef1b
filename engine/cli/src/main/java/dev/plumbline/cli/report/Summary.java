package dev.plumbline.cli.report;

import dev.plumbline.core.exchange.HostSession.RoundTrips;
import dev.plumbline.core.plan.HostPlan;
import dev.plumbline.core.plan.Status;
import dev.plumbline.core.plan.TaskPlan;
import dev.plumbline.core.plan.Verdict;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A report in numbers.
 *
 * @param statuses how many hosts are in each status
 * @param changes planned, or done by an apply, or found by a drift
 * @param violations what nothing here can mend
 * @param fidelity of the changes
 * @param otherwise tasks that came out otherwise than planned
 */
public record Summary(
        int hosts,
        Map<HostStatus, Integer> statuses,
        int changes,
        int violations,
        Fidelity fidelity,
        int otherwise,
        int notRun,
        RoundTrips roundTrips) {

    /**
     * How sure the changes are.
     *
     * @param conditional depend on what is known only after something else was done
     * @param opaque commands that don't say what they change
     */
    public record Fidelity(int certain, int conditional, int opaque) {}

    public Summary {
        statuses = Map.copyOf(statuses);
    }

    public int hosts(HostStatus status) {
        return statuses.getOrDefault(status, 0);
    }

    static Summary of(Report report) {
        Map<HostStatus, Integer> statuses = new EnumMap<>(HostStatus.class);
        int certain = 0;
        int conditional = 0;
        int opaque = 0;
        int violations = 0;
        int notRun = 0;
        for (HostPlan host : report.plan().hosts()) {
            statuses.merge(report.status(host), 1, Integer::sum);
            for (TaskPlan task : host.tasks()) {
                if (task.verdict() == Verdict.VIOLATION) {
                    violations++;
                }
                if (task.outcome().equals(Optional.of(Status.NOT_RUN))) {
                    notRun++;
                }
                if (counts(report, host, task)) {
                    switch (task.verdict()) {
                        case OPAQUE -> opaque++;
                        case DEFERRED -> conditional++;
                        case CHANGE, IN_SYNC, VIOLATION, SKIPPED -> {
                            if (task.deeds().mayDoAnything()) {
                                opaque++;
                            } else {
                                certain++;
                            }
                        }
                    }
                }
            }
        }
        return new Summary(
                report.plan().hosts().size(),
                statuses,
                certain + conditional + opaque,
                violations,
                new Fidelity(certain, conditional, opaque),
                report.broken().size(),
                notRun,
                report.roundTrips());
    }

    private static boolean counts(Report report, HostPlan host, TaskPlan task) {
        return switch (report.purpose()) {
            case APPLY -> task.outcome().filter(Status.CHANGED::equals).isPresent();
            case DRIFT -> task.verdict() == Verdict.CHANGE ? report.isDrift(host, task) : task.isChange();
            case PLAN -> task.isChange();
        };
    }
}
