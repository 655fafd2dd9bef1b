package dev.plumbline.cli;

import dev.plumbline.cli.report.HostStatus;
import dev.plumbline.cli.report.Purpose;
import dev.plumbline.cli.report.Report;
import dev.plumbline.core.plan.HostPlan;
import java.util.EnumSet;
import java.util.Set;

/** Why the program ends, in the order of precedence: of several reasons the first one gives the exit code. */
public enum ExitCode {
    /** Our own fault. */
    INTERNAL(70),
    INTERRUPTED(130),
    TERMINATED(143),
    /** Wrong usage, or a playbook that can't be right; no host was contacted. */
    WRONG(3),
    /** Not begun: no terminal and no {@code --yes}, the answer was no, a plan that is no longer true, or another run holds a host. */
    REFUSED(5),
    FAILED(1),
    UNREACHABLE(4),
    DIFFERENT(2),
    DONE(0);

    private static final Set<String> REFUSALS = Set.of("lock.held", "plan.unforeseen");

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The most important of several reasons; done where there is none. */
    public static ExitCode first(Set<ExitCode> reasons) {
        return reasons.isEmpty() ? DONE : EnumSet.copyOf(reasons).iterator().next();
    }

    /**
     * What a report comes to.
     *
     * @param detailed whether planned changes count as differences
     */
    public static ExitCode of(Report report, boolean detailed) {
        EnumSet<ExitCode> reasons = EnumSet.of(DONE);
        report.plan()
                .hosts()
                .forEach(host -> reasons.add(
                        waitsForAnother(report.status(host), host)
                                ? UNREACHABLE
                                : isRefused(host) ? REFUSED : of(report.purpose(), report.status(host), detailed)));
        return first(reasons);
    }

    /** Whether nothing is wrong with a host but that another, which it had to ask about, can't be reached. */
    private static boolean waitsForAnother(HostStatus status, HostPlan host) {
        return status == HostStatus.UNKNOWN
                && host.tasks().stream()
                        .flatMap(task -> task.fault().stream())
                        .allMatch(fault -> fault.code().equals("read.unreachable"))
                && host.tasks().stream().anyMatch(task -> task.fault().isPresent());
    }

    /** Whether another run is at work on a host, or something other than planned would have been done there. */
    private static boolean isRefused(HostPlan host) {
        return host.tasks().stream()
                .flatMap(task -> task.fault().stream())
                .anyMatch(fault -> REFUSALS.contains(fault.code()));
    }

    private static ExitCode of(Purpose purpose, HostStatus status, boolean detailed) {
        return switch (status) {
            case IN_SYNC -> DONE;
            case CHANGED -> purpose == Purpose.PLAN && detailed ? DIFFERENT : DONE;
            case DRIFTED -> DIFFERENT;
            case UNREACHABLE -> UNREACHABLE;
            case FAILED -> purpose == Purpose.APPLY ? FAILED : detailed ? DIFFERENT : DONE;
            case UNKNOWN -> FAILED;
        };
    }
}
