package dev.plumbline.cli.report;

import dev.plumbline.api.module.Difference;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.Text;
import dev.plumbline.cli.report.Palette.Ink;
import dev.plumbline.core.exchange.HostSession.RoundTrips;
import dev.plumbline.core.plan.Fault;
import dev.plumbline.core.plan.HostPlan;
import dev.plumbline.core.plan.Plan;
import dev.plumbline.core.plan.Status;
import dev.plumbline.core.plan.TaskPlan;
import dev.plumbline.core.plan.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A report for people: hosts of which the same is to be said are named once. */
public final class TextReport {
    private static final String INDENT = " ".repeat(13);
    private static final int WIDTH = 160;
    private static final int MOST_DIFF_LINES = 40;

    private final Report report;
    private final Palette palette;
    private final boolean verbose;
    private final boolean output;

    private TextReport(Report report, Palette palette, boolean verbose, boolean output) {
        this.output = output;
        this.report = report;
        this.palette = palette;
        this.verbose = verbose;
    }

    /**
     * Renders a report.
     *
     * @param verbose also what is in sync or skipped, long values and diffs in full
     */
    public static String render(Report report, Palette palette, boolean verbose) {
        return new TextReport(report, palette, verbose, false).render();
    }

    /** The same, with what commands printed. */
    public static String renderOutput(Report report, Palette palette, boolean verbose) {
        return new TextReport(report, palette, verbose, true).render();
    }

    /** Only what went wrong, and the last line. */
    public static String quiet(Report report) {
        TextReport text = new TextReport(report, Palette.PLAIN, false, false);
        StringBuilder shown = new StringBuilder();
        for (HostPlan host : report.plan().hosts()) {
            List<String> lines = new ArrayList<>();
            host.unreachable().ifPresent(fault -> text.fault(fault, "  ", lines));
            host.tasks().stream()
                    .filter(task -> task.fault().isPresent())
                    .forEach(task -> text.task(host, task, lines));
            if (!lines.isEmpty()) {
                shown.append(Printable.line(host.host().value())).append(":\n");
                lines.forEach(line -> shown.append(line).append('\n'));
            }
        }
        return shown.append(SummaryLine.of(report)).append('\n').toString();
    }

    /** What a plan says of one task, in full. */
    public static String task(TaskPlan task, Palette palette) {
        HostPlan host = new HostPlan(task.key().host(), List.of(task), Optional.empty());
        Report alone =
                new Report(Purpose.PLAN, "", new Plan("", List.of(host)), Set.of(), new RoundTrips(0, 0), Map.of());
        List<String> lines = new ArrayList<>();
        new TextReport(alone, palette, false, false).task(host, task, lines);
        return String.join("\n", lines) + "\n";
    }

    /** What is said of one or several hosts alike. */
    private record Section(String heading, List<String> lines) {}

    private String render() {
        Map<Section, List<String>> sections = new LinkedHashMap<>();
        for (HostPlan host : report.plan().hosts()) {
            sections.computeIfAbsent(section(host), any -> new ArrayList<>())
                    .add(Printable.line(host.host().value()));
        }
        StringBuilder text = new StringBuilder();
        sections.forEach((section, hosts) -> {
            text.append(palette.paint(Ink.TITLE, String.join(", ", hosts)))
                    .append(": ")
                    .append(section.heading())
                    .append('\n');
            section.lines().forEach(line -> text.append(line).append('\n'));
            if (!section.lines().isEmpty()) {
                text.append('\n');
            }
        });
        if (!text.isEmpty() && !text.toString().endsWith("\n\n")) {
            text.append('\n');
        }
        return text.append(SummaryLine.of(report)).append('\n').toString();
    }

    private Section section(HostPlan host) {
        List<String> lines = new ArrayList<>();
        host.unreachable().ifPresent(fault -> fault(fault, "  ", lines));
        report.notes(host).forEach(note -> lines.add(palette.paint(Ink.QUIET, "  note: " + Printable.line(note))));
        for (TaskPlan task : host.tasks()) {
            if (verbose || isShown(host, task)) {
                task(host, task, lines);
            }
        }
        return new Section(heading(host), lines);
    }

    private String heading(HostPlan host) {
        HostStatus status = report.status(host);
        String words = switch (status) {
            case IN_SYNC -> "in sync";
            case CHANGED ->
                report.purpose() == Purpose.APPLY
                        ? SummaryLine.count(changed(host), "change") + " made"
                        : SummaryLine.count(planned(host), "change");
            case DRIFTED -> "drifted";
            case UNREACHABLE -> "unreachable";
            case FAILED -> report.purpose() == Purpose.APPLY ? "failed" : "can't be brought there as it stands";
            case UNKNOWN -> report.purpose() == Purpose.APPLY ? "not finished" : "could not be looked at";
        };
        return palette.paint(
                switch (status) {
                    case IN_SYNC -> Ink.GOOD;
                    case CHANGED -> Ink.CHANGE;
                    case DRIFTED, UNREACHABLE, FAILED, UNKNOWN -> Ink.BAD;
                },
                words);
    }

    private static long planned(HostPlan host) {
        return host.tasks().stream().filter(TaskPlan::isChange).count();
    }

    private static long changed(HostPlan host) {
        return host.tasks().stream()
                .filter(task -> task.outcome().filter(Status.CHANGED::equals).isPresent())
                .count();
    }

    private boolean isShown(HostPlan host, TaskPlan task) {
        if (task.fault().isPresent() || report.broken().containsKey(task.key())) {
            return true;
        }
        return switch (report.purpose()) {
            case DRIFT ->
                report.isDrift(host, task)
                        || task.verdict() == Verdict.CHANGE
                        || (task.verdict() == Verdict.DEFERRED
                                && !task.differences().isEmpty());
            case PLAN -> task.verdict() != Verdict.IN_SYNC && task.verdict() != Verdict.SKIPPED;
            case APPLY ->
                task.outcome()
                        .map(outcome -> switch (outcome) {
                            case CHANGED, FAILED, ROLLED_BACK, UNKNOWN -> true;
                            case NOT_RUN -> task.verdict() != Verdict.SKIPPED;
                            case UNCHANGED, SKIPPED -> false;
                        })
                        .orElse(true);
        };
    }

    private void task(HostPlan host, TaskPlan task, List<String> lines) {
        StringBuilder title = new StringBuilder();
        title.append("  ")
                .append(mark(host, task))
                .append(Printable.line(task.name(), WIDTH))
                .append(task.item()
                        .map(item -> " [" + Printable.line(item.toString(), 60) + "]")
                        .orElse(""));
        if (!task.name().equals(task.module())) {
            title.append(palette.paint(Ink.QUIET, "  " + task.module()));
        }
        title.append(palette.paint(Ink.QUIET, "  " + task.at().fileAndLine()));
        lines.add(title.toString());
        task.because()
                .filter(because -> !because.isEmpty())
                .ifPresent(because -> lines.add(INDENT + ownHost(host, Printable.line(because, WIDTH))));
        for (Difference difference : task.differences()) {
            difference(difference, lines);
        }
        if (verbose && !task.differences().isEmpty()) {
            task.deeds().summaries().forEach(does -> lines.add(INDENT + "does: " + Printable.line(does, width())));
        } else if (task.differences().isEmpty() && task.outcome().isEmpty()) {
            task.deeds().summaries().forEach(does -> lines.add(INDENT + Printable.line(does, width())));
        }
        if (task.restarts() && !task.differences().isEmpty()) {
            lines.add(INDENT + "only a restart makes it effective");
        }
        Optional.ofNullable(report.broken().get(task.key()))
                .ifPresent(how -> lines.add(
                        INDENT + palette.paint(Ink.BAD, "otherwise than planned: ") + Printable.line(how, WIDTH)));
        task.fault().ifPresent(fault -> fault(fault, INDENT, lines));
        if (output) {
            printed(task, lines);
        }
    }

    /** What a command printed, both streams. */
    private static void printed(TaskPlan task, List<String> lines) {
        if (task.outcome().isPresent() && task.answer().orElse(Data.NOTHING) instanceof Data.Mapping answer) {
            answer.get("rc").ifPresent(code -> lines.add(INDENT + "exit code " + code));
            for (String stream : List.of("stdout", "stderr")) {
                if (answer.get(stream).orElse(Data.NOTHING) instanceof Data.Words words) {
                    words.value().lines().forEach(line -> lines.add(INDENT + "| " + Printable.line(line.toString())));
                }
            }
        }
    }

    /** The host's own name says nothing here, and would keep hosts apart that have the same plan. */
    private static String ownHost(HostPlan host, String words) {
        String own = " on " + host.host();
        return words.endsWith(own) ? words.substring(0, words.length() - own.length()) : words;
    }

    private String mark(HostPlan host, TaskPlan task) {
        return task.outcome()
                .map(outcome -> switch (outcome) {
                    case UNCHANGED -> column(Ink.GOOD, "in sync");
                    case CHANGED -> column(Ink.CHANGE, "changed");
                    case FAILED -> column(Ink.BAD, report.isTolerated(task) ? "tolerated" : "FAILED");
                    case ROLLED_BACK -> column(Ink.BAD, "rolled back");
                    case SKIPPED -> column(Ink.QUIET, "skipped");
                    case UNKNOWN -> column(Ink.BAD, "UNKNOWN");
                    case NOT_RUN -> column(Ink.UNSURE, "not run");
                })
                .orElseGet(() -> switch (task.verdict()) {
                    case IN_SYNC -> column(Ink.GOOD, "in sync");
                    case CHANGE ->
                        report.purpose() != Purpose.DRIFT
                                ? column(Ink.CHANGE, "change")
                                : report.isDrift(host, task) ? column(Ink.BAD, "DRIFT") : column(Ink.CHANGE, "then");
                    case VIOLATION -> column(Ink.BAD, "VIOLATION");
                    case DEFERRED -> task.isOpen() ? column(Ink.UNSURE, "later") : column(Ink.QUIET, "rescue");
                    case OPAQUE -> column(Ink.UNSURE, "command");
                    case SKIPPED -> column(Ink.QUIET, "skipped");
                });
    }

    private String column(Ink ink, String word) {
        return palette.paint(ink, word) + " ".repeat(Math.max(1, 11 - word.length()));
    }

    private int width() {
        return verbose ? Integer.MAX_VALUE / 8 : WIDTH;
    }

    private void difference(Difference difference, List<String> lines) {
        String attribute = Printable.line(difference.attribute(), WIDTH);
        Text before = difference
                .before()
                .map(text -> Cover.before(text, difference.after().orElse(Text.EMPTY)))
                .orElse(Text.EMPTY);
        Text after = difference.after().orElse(Text.EMPTY);
        if (isLong(before) || isLong(after)) {
            lines.add(INDENT + attribute + ":" + (difference.after().isEmpty() ? " removed" : ""));
            for (LineDiff.Line line : LineDiff.of(before, after, verbose ? Integer.MAX_VALUE : MOST_DIFF_LINES)) {
                lines.add(INDENT + diffLine(line));
            }
        } else {
            lines.add(INDENT + attribute + ": "
                    + difference.before().map(any -> value(before)).orElse("(absent)")
                    + " → "
                    + difference.after().map(this::value).orElse("(absent)"));
        }
    }

    private static boolean isLong(Text text) {
        return text.reveal().stripTrailing().indexOf('\n') >= 0;
    }

    private String value(Text text) {
        String shown = text.toString();
        return shown.isEmpty() || !shown.equals(shown.strip())
                ? '"' + Printable.line(shown, width()) + '"'
                : Printable.line(shown, width());
    }

    private String diffLine(LineDiff.Line line) {
        String shown = Printable.line(line.text(), width());
        return switch (line.kind()) {
            case SAME -> "  " + shown;
            case REMOVED -> palette.paint(Ink.BAD, "- " + shown);
            case ADDED -> palette.paint(Ink.GOOD, "+ " + shown);
            case REMARK -> palette.paint(Ink.QUIET, "@ " + shown);
        };
    }

    private void fault(Fault fault, String indent, List<String> lines) {
        List<String> message = fault.message().lines().toList();
        for (int i = 0; i < message.size(); i++) {
            String shown = Printable.line(message.get(i), width() == WIDTH ? 4 * WIDTH : width());
            lines.add(indent + (i == 0 ? palette.paint(Ink.BAD, shown) + "  [" + fault.code() + "]" : "  " + shown));
        }
        if (!fault.remedy().isBlank()) {
            lines.add(indent + "→ " + Printable.line(fault.remedy(), 4 * WIDTH));
        }
    }
}
