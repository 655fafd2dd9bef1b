package dev.plumbline.cli.report;

import dev.plumbline.core.plan.HostPlan;
import dev.plumbline.core.plan.Status;
import dev.plumbline.core.plan.TaskPlan;
import dev.plumbline.core.plan.Verdict;
import java.util.Locale;
import java.util.function.Predicate;

/** What a report says of a host as a whole. */
public enum HostStatus {
    IN_SYNC,
    CHANGED,
    DRIFTED,
    UNREACHABLE,
    FAILED,
    /** Not everything that was begun or asked came to an end that was seen. */
    UNKNOWN;

    static HostStatus of(Report report, HostPlan host) {
        if (host.unreachable().isPresent()) {
            return UNREACHABLE;
        }
        return switch (report.purpose()) {
            case PLAN -> planned(report, host);
            case APPLY -> applied(report, host);
            case DRIFT -> drifted(report, host);
        };
    }

    private static HostStatus planned(Report report, HostPlan host) {
        if (any(host, Report::isUnread)) {
            return UNKNOWN;
        }
        if (any(host, task -> task.verdict() == Verdict.VIOLATION && !report.isTolerated(task))) {
            return FAILED;
        }
        return any(host, TaskPlan::isChange) ? CHANGED : IN_SYNC;
    }

    private static HostStatus applied(Report report, HostPlan host) {
        if (any(host, ended(Status.UNKNOWN))) {
            return UNKNOWN;
        }
        if (any(host, ended(Status.FAILED).and(task -> !report.isTolerated(task)))) {
            return FAILED;
        }
        if (any(host, ended(Status.NOT_RUN))) {
            return UNKNOWN;
        }
        return any(host, ended(Status.CHANGED)) ? CHANGED : IN_SYNC;
    }

    private static HostStatus drifted(Report report, HostPlan host) {
        if (any(host, task -> report.isDrift(host, task))) {
            return DRIFTED;
        }
        return any(host, Report::isUnread) ? UNKNOWN : IN_SYNC;
    }

    private static Predicate<TaskPlan> ended(Status status) {
        return task -> task.outcome().filter(status::equals).isPresent();
    }

    private static boolean any(HostPlan host, Predicate<TaskPlan> condition) {
        return host.tasks().stream().anyMatch(condition);
    }

    /** As JSON and people read it: {@code in_sync}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
