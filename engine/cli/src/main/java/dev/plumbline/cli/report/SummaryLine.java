package dev.plumbline.cli.report;

import java.util.ArrayList;
import java.util.List;

/** The last line of a text report. */
final class SummaryLine {

    private SummaryLine() {}

    static String of(Report report) {
        Summary summary = report.summary();
        List<String> hosts = new ArrayList<>();
        add(hosts, summary.hosts(HostStatus.IN_SYNC), "in sync");
        add(hosts, summary.hosts(HostStatus.CHANGED), report.purpose() == Purpose.APPLY ? "changed" : "to change");
        add(hosts, summary.hosts(HostStatus.DRIFTED), "drifted");
        add(hosts, summary.hosts(HostStatus.FAILED), report.purpose() == Purpose.APPLY ? "failed" : "with a violation");
        add(hosts, summary.hosts(HostStatus.UNKNOWN), "unknown");
        add(hosts, summary.hosts(HostStatus.UNREACHABLE), "unreachable");
        StringBuilder line = new StringBuilder(count(summary.hosts(), "host"));
        if (!hosts.isEmpty()) {
            line.append(": ").append(String.join(", ", hosts));
        }
        line.append(". ").append(changes(report.purpose(), summary));
        if (summary.violations() > 0 && report.purpose() != Purpose.APPLY) {
            line.append(", ").append(count(summary.violations(), "violation"));
        }
        if (summary.notRun() > 0) {
            line.append(", ").append(count(summary.notRun(), "task")).append(" not run");
        }
        return line.append(". Round trips: ")
                .append(summary.roundTrips().shell())
                .append(" shell, ")
                .append(summary.roundTrips().tunnel())
                .append(" tunnel.")
                .toString();
    }

    private static String changes(Purpose purpose, Summary summary) {
        String all = count(summary.changes(), "change");
        if (purpose == Purpose.APPLY) {
            return all + " made" + kept(summary);
        }
        Summary.Fidelity fidelity = summary.fidelity();
        if (purpose == Purpose.DRIFT) {
            String drifted = count(fidelity.certain(), "difference");
            return fidelity.opaque() == 0
                    ? drifted
                    : drifted + ", " + count(fidelity.opaque(), "command") + " that can't be judged";
        }
        if (fidelity.certain() == summary.changes()) {
            return all;
        }
        List<String> parts = new ArrayList<>();
        add(parts, fidelity.certain(), "certain");
        add(parts, fidelity.conditional(), "conditional");
        add(parts, fidelity.opaque(), "opaque");
        return all + " (" + String.join(", ", parts) + ")";
    }

    /** Whether it came out as planned; of what was cut short, nobody can say that. */
    private static String kept(Summary summary) {
        if (summary.otherwise() > 0) {
            return ", " + count(summary.otherwise(), "task") + " otherwise than planned";
        }
        int through = summary.hosts(HostStatus.IN_SYNC) + summary.hosts(HostStatus.CHANGED);
        return summary.changes() > 0 && through == summary.hosts() ? ", as planned" : "";
    }

    private static void add(List<String> parts, int number, String what) {
        if (number > 0) {
            parts.add(number + " " + what);
        }
    }

    static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
