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

    static HostStatus of(Purpose purpose, HostPlan host) {
        if (host.unreachable().isPresent()) {
            return UNREACHABLE;
        }
        return switch (purpose) {
            case PLAN -> planned(host);
            case APPLY -> applied(host);
            case DRIFT -> drifted(host);
        };
    }

    private static HostStatus planned(HostPlan host) {
        if (any(host, Report::isUnread)) {
            return UNKNOWN;
        }
        if (any(host, task -> task.verdict() == Verdict.VIOLATION)) {
            return FAILED;
        }
        return any(host, TaskPlan::isChange) ? CHANGED : IN_SYNC;
    }

    private static HostStatus applied(HostPlan host) {
        if (any(host, ended(Status.UNKNOWN))) {
            return UNKNOWN;
        }
        if (any(host, ended(Status.FAILED))) {
            return FAILED;
        }
        if (any(host, ended(Status.NOT_RUN))) {
            return UNKNOWN;
        }
        return any(host, ended(Status.CHANGED)) ? CHANGED : IN_SYNC;
    }

    private static HostStatus drifted(HostPlan host) {
        if (any(host, task -> Report.isDrift(host, task))) {
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
