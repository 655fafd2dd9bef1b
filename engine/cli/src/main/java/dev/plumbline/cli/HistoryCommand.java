package dev.plumbline.cli;

import dev.plumbline.cli.options.Destination;
import dev.plumbline.cli.options.Format;
import dev.plumbline.cli.options.OutputOptions;
import dev.plumbline.cli.options.ProjectOptions;
import dev.plumbline.core.journal.Journals;
import dev.plumbline.core.journal.RunRecord;
import dev.plumbline.core.project.Project;
import dev.plumbline.core.yaml.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumb history}: the runs that this control node's state folder knows of. */
@CommandLine.Command(description = "Lists the runs that the state folder knows of, the newest first.")
final class HistoryCommand implements Command {

    @Option(
            names = {"-n", "--number"},
            paramLabel = "N",
            description = "at most so many; 20 where nothing is said")
    private int number = 20;

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
        problems.throwIfAny();
        Path state = project.settings().state().value();
        List<RunRecord> runs = runs(state, surroundings);
        Outputs.write(
                destinations,
                surroundings,
                format -> format == Format.TEXT ? RunText.list(runs, state) : RunJson.list(runs));
        return ExitCode.DONE;
    }

    private List<RunRecord> runs(Path state, Surroundings surroundings) {
        List<Path> damaged = new ArrayList<>();
        try {
            List<RunRecord> all = new Journals(state, Clock.systemUTC()).all(damaged);
            damaged.forEach(file ->
                    surroundings.err().println("plumb: a journal could not be read and was set aside: " + file));
            return all.subList(0, Math.min(Math.max(0, number), all.size()));
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "history.unreadable",
                    "the state folder can't be read: " + e.getMessage(),
                    "look who owns " + state + ", or name another by 'state' in plumb.yml");
        }
    }
}
