package dev.plumbline.cli;

import dev.plumbline.cli.options.Destination;
import dev.plumbline.cli.options.Format;
import dev.plumbline.cli.options.OutputOptions;
import dev.plumbline.cli.options.ProjectOptions;
import dev.plumbline.cli.report.Palette;
import dev.plumbline.cli.report.Printable;
import dev.plumbline.cli.saved.PlanFileException;
import dev.plumbline.cli.saved.SavedPlan;
import dev.plumbline.cli.saved.SavedPlanReader;
import dev.plumbline.core.journal.Journals;
import dev.plumbline.core.journal.RunRecord;
import dev.plumbline.core.project.Project;
import dev.plumbline.core.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code plumb show}: one past run, step by step. */
@CommandLine.Command(
        description =
                "Shows what a past run did and what became of each step, or a plan in a file. No host is contacted.")
final class ShowCommand implements Command {

    @Parameters(
            paramLabel = "RUN|FILE",
            description = "a run's name, or its end, as 'plumb history' lists it; or a kept plan")
    private String run = "";

    @Mixin
    private ProjectOptions options = new ProjectOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Surroundings surroundings) {
        Problems problems = new Problems();
        List<Destination> destinations = output.destinations(surroundings.workingDirectory(), problems);
        Project project = Project.open(
                surroundings.workingDirectory(),
                surroundings.environment(),
                options.flags(output.isNoColor()),
                problems);
        surroundings.err().print(ProblemText.warnings(project.warnings()));
        Path file = surroundings.workingDirectory().resolve(run);
        if (Files.isRegularFile(file)) {
            problems.throwIfAny();
            return plan(file, destinations, project, surroundings);
        }
        Path state = project.settings().state().value();
        Optional<RunRecord> found = find(state);
        if (found.isEmpty()) {
            problems.add(
                    "usage.run",
                    "there is no run '" + run + "' in " + state + ", or several are named so",
                    "'plumb history' lists them");
        }
        problems.throwIfAny();
        RunRecord shown = found.orElseThrow();
        Outputs.write(
                destinations,
                surroundings,
                format -> format == Format.TEXT ? RunText.whole(shown) : RunJson.whole(shown));
        return ExitCode.DONE;
    }

    private ExitCode plan(Path file, List<Destination> destinations, Project project, Surroundings surroundings) {
        try {
            SavedPlan plan = SavedPlanReader.read(file).plan();
            surroundings.err().println("made " + Printable.line(plan.origin()));
            boolean verbose = output.isVerbose();
            Palette palette = Preparation.palette(surroundings, project.settings());
            Outputs.write(
                    destinations,
                    surroundings,
                    format -> PlaybookRun.rendered(plan.report(), format, palette, verbose));
            return ExitCode.DONE;
        } catch (PlanFileException e) {
            throw PlanFile.refused(e, ExitCode.WRONG);
        }
    }

    private Optional<RunRecord> find(Path state) {
        try {
            return new Journals(state, Clock.systemUTC()).find(run);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "history.unreadable",
                    "the state folder can't be read: " + e.getMessage(),
                    "look who owns " + state + ", or name another by 'state' in plumb.yml");
        }
    }
}
