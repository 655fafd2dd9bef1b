package dev.plumbline.cli;

import dev.plumbline.cli.assembly.AnswerLog;
import dev.plumbline.cli.assembly.Plumbline;
import dev.plumbline.cli.options.Format;
import dev.plumbline.cli.report.JsonReport;
import dev.plumbline.cli.report.Palette;
import dev.plumbline.cli.report.Purpose;
import dev.plumbline.cli.report.Report;
import dev.plumbline.cli.report.TextReport;
import dev.plumbline.core.journal.Journals;
import dev.plumbline.core.journal.RunHeader;
import dev.plumbline.core.plan.Plan;
import dev.plumbline.core.program.Play;
import dev.plumbline.core.program.Task;
import dev.plumbline.core.project.Checkout;
import dev.plumbline.core.promise.Fulfilment;
import dev.plumbline.core.promise.Promise;
import dev.plumbline.core.run.Observer;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One run, its progress shown and its signals heard. */
final class PlaybookRun implements AutoCloseable {
    private final Preparation preparation;
    private final Surroundings surroundings;
    private final String name = RunName.next();
    private final RunHeader header;
    private final RunJournal journal;
    private final Plumbline plumbline;
    private Optional<LiveProgress> live = Optional.empty();
    private boolean showsOutput;

    private PlaybookRun(Preparation preparation, Surroundings surroundings, String command, Optional<AnswerLog> log) {
        this.preparation = preparation;
        this.surroundings = surroundings;
        this.header = header(command);
        this.journal = new RunJournal(
                new Journals(preparation.workspace().settings().state().value(), Clock.systemUTC()), header);
        this.plumbline = Plumbline.open(
                preparation.workspace(),
                preparation.loaded().program(),
                preparation.loaded().hosts(),
                preparation.passwords(),
                name,
                RunOwner.of(header),
                observer(),
                journal,
                log);
    }

    /** Makes ready a run of a command. */
    static PlaybookRun start(Preparation preparation, Surroundings surroundings, String command) {
        return new PlaybookRun(preparation, surroundings, command, Optional.empty());
    }

    /** The same, with what is read kept. */
    static PlaybookRun start(Preparation preparation, Surroundings surroundings, AnswerLog log) {
        return new PlaybookRun(preparation, surroundings, "why", Optional.of(log));
    }

    RunHeader header() {
        return header;
    }

    private RunHeader header(String command) {
        return new RunHeader(
                name,
                command,
                preparation.loaded().program().playbook(),
                RunOwner.of(surroundings.environment()),
                Checkout.commit(preparation.workspace().folder()),
                preparation.reason(),
                Instant.now());
    }

    private Observer observer() {
        if (preparation.output().isQuiet()) {
            return Observer.NONE;
        }
        if (surroundings.terminals().err()) {
            LiveProgress line = new LiveProgress(surroundings.err()).start();
            live = Optional.of(line);
            return line;
        }
        return new Progress(surroundings.err(), preparation.output().isVerbose());
    }

    /** Looks at the hosts. Nothing is changed, so a signal ends it at once. */
    Report look(Purpose purpose) throws InterruptedException {
        Signals.onFirst(exit -> {
            live.ifPresent(LiveProgress::close);
            surroundings.err().println("interrupted; nothing was changed");
            Runtime.getRuntime().halt(exit.code());
        });
        Plan plan = plumbline.plan();
        pause();
        return new Report(purpose, name, plan, tolerated(), plumbline.roundTrips(), plumbline.notes());
    }

    /** Brings the hosts there. The first signal lets each host finish the step that it is at. */
    Report apply(Plan plan, Promise promise) throws InterruptedException {
        Signals.onFirst(exit -> {
            pause();
            surroundings.err().println("interrupted: finishing the steps that were begun; once more abandons them");
            plumbline.interrupt();
        });
        Plan done = plumbline.apply(plan, promise);
        pause();
        return new Report(
                Purpose.APPLY,
                name,
                done,
                tolerated(),
                plumbline.roundTrips(),
                plumbline.notes(),
                Fulfilment.broken(plan, done));
    }

    /** Writes down how the run ended. */
    void finish(ExitCode exit, Report done) {
        journal.finish(exit, done.summary().changes());
    }

    private Set<String> tolerated() {
        return preparation.loaded().program().plays().stream()
                .flatMap(Play::allTasks)
                .filter(Task::ignoreErrors)
                .map(Task::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    private void pause() {
        live.ifPresent(LiveProgress::pause);
    }

    /** Writes a report everywhere it was asked for. */
    void show(Report report) {
        Outputs.write(preparation.destinations(), surroundings, format -> rendered(report, format));
    }

    /** Shows a report that is not the command's result, where people look. */
    void preview(Report report) {
        boolean textOnOutput = preparation.destinations().stream()
                .anyMatch(destination -> destination.format() == Format.TEXT
                        && destination.file().isEmpty());
        PrintStream stream = textOnOutput ? surroundings.out() : surroundings.err();
        stream.print(rendered(report, Format.TEXT));
        stream.flush();
    }

    private String rendered(Report report, Format format) {
        if (format == Format.TEXT && preparation.output().isQuiet()) {
            return TextReport.quiet(report);
        }
        boolean verbose = preparation.output().isVerbose();
        return format == Format.TEXT && showsOutput
                ? TextReport.renderOutput(report, preparation.palette(), verbose)
                : rendered(report, format, preparation.palette(), verbose);
    }

    /** A report as people or programs read it. */
    static String rendered(Report report, Format format, Palette palette, boolean verbose) {
        return switch (format) {
            case JSON -> JsonReport.render(report);
            case JSONL -> JsonReport.line(report);
            case TEXT -> TextReport.render(report, palette, verbose);
            case MARKDOWN, JUNIT, HTML -> throw new IllegalArgumentException(format + " is not there yet");
        };
    }

    /** From now on reports tell what commands printed. */
    void showOutput() {
        showsOutput = true;
    }

    @Override
    public void close() {
        live.ifPresent(LiveProgress::close);
        plumbline.close();
        journal.close();
    }
}
