package dev.plumbline.cli;

import dev.plumbline.api.value.Data;
import dev.plumbline.cli.assembly.Undoing;
import dev.plumbline.cli.options.OutputOptions;
import dev.plumbline.cli.options.ProjectOptions;
import dev.plumbline.cli.report.Purpose;
import dev.plumbline.cli.report.Report;
import dev.plumbline.core.exchange.Identity;
import dev.plumbline.core.journal.Journals;
import dev.plumbline.core.journal.RunRecord;
import dev.plumbline.core.plan.TaskPlan;
import dev.plumbline.core.undo.Undo;
import dev.plumbline.core.yaml.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb undo}: brings back what was there before a run. */
@CommandLine.Command(
        description = "Plans what brings back what a run changed, asks, and does it. Says what can't be undone.")
final class UndoCommand implements Command {
    /** As {@link RunName} makes them; it becomes part of a path on the hosts. */
    private static final Pattern NAME = Pattern.compile("[0-9]{8}T[0-9]{6}Z-[0-9a-f]{6}");

    @Parameters(paramLabel = "RUN", description = "a run's name, or its end, as 'plumb history' lists it")
    private String run = "";

    @Option(
            names = {"-l", "--limit"},
            paramLabel = "PATTERN",
            description = "only on these hosts; without it, all that the run changed")
    private @Nullable String limit;

    @Option(names = "--plan", description = "only shows what would be done")
    private boolean planned;

    @Option(
            names = {"-y", "--yes"},
            description = "does not ask")
    private boolean yes;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Surroundings surroundings) throws InterruptedException {
        Preparation preparation =
                Preparation.of(surroundings, Optional.empty(), project, output, (workspace, problems) -> {
                    Optional<Undoing> undoing =
                            undoing(workspace.settings().state().value(), problems);
                    return undoing.flatMap(found -> found.load(workspace, Optional.ofNullable(limit), problems));
                });
        try (PlaybookRun undo = PlaybookRun.start(preparation, surroundings, "undo")) {
            Report report = undo.look(Purpose.PLAN);
            requireKnown(report);
            if (planned) {
                undo.show(report);
                return ExitCode.of(report, false);
            }
            return Applying.run(undo, report, surroundings, yes, false);
        }
    }

    /** Of the last runs only the hosts know, and none where the name is wrong. */
    private void requireKnown(Report report) {
        boolean unknown = report.plan().hosts().stream()
                .allMatch(host ->
                        host.unreachable().isEmpty() && host.tasks().stream().allMatch(UndoCommand::knowsNothing));
        if (unknown) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "undo.unknown",
                    "no host knows of a run '" + run + "': nothing was changed",
                    "hosts remember their last 20 runs; their logs name all: journalctl -t plumb");
        }
    }

    private static boolean knowsNothing(TaskPlan task) {
        return task.answer().orElse(Data.NOTHING) instanceof Data.Mapping answer
                && answer.get(Undo.KNOWN).equals(Optional.of(Data.of(false)));
    }

    /** What this machine knows of the run; where it knows nothing, the hosts do. */
    private Optional<Undoing> undoing(Path state, Problems problems) {
        Optional<RunRecord> record;
        try {
            record = new Journals(state, Clock.systemUTC()).find(run);
        } catch (IOException e) {
            record = Optional.empty();
        }
        if (record.isPresent() && !record.get().hosts().isEmpty()) {
            RunRecord found = record.get();
            return Optional.of(new Undoing(found.header().run(), String.join(":", found.hosts()), users(found)));
        }
        if (record.isEmpty() && NAME.matcher(run).matches()) {
            return Optional.of(new Undoing(run, "all", Set.of()));
        }
        problems.add(
                "usage.run",
                record.isPresent()
                        ? "the run '" + run + "' changed nothing"
                        : "there is no run '" + run + "' in " + state + ", or several are named so",
                "'plumb history' lists them; a run of another machine goes by its whole name, as the hosts' logs have"
                        + " it");
        return Optional.empty();
    }

    private static Set<Optional<String>> users(RunRecord record) {
        String login = new Identity.Login().toString();
        Set<Optional<String>> users = new LinkedHashSet<>();
        record.steps().forEach(step -> users.add(Optional.of(step.as()).filter(user -> !user.equals(login))));
        return users;
    }
}
