package dev.plumbline.cli;

import dev.plumbline.cli.assembly.Playbooks;
import dev.plumbline.cli.assembly.Request;
import dev.plumbline.cli.options.Format;
import dev.plumbline.cli.options.ListOptions;
import dev.plumbline.cli.options.OutputOptions;
import dev.plumbline.cli.options.PlaybookOptions;
import dev.plumbline.cli.options.ProjectOptions;
import dev.plumbline.core.plan.Planner;
import dev.plumbline.core.plan.World;
import dev.plumbline.core.program.Play;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.program.ProblemsException;
import dev.plumbline.core.program.Program;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code plumb validate}: everything that can be known without a host. */
@CommandLine.Command(
        description = "Checks everything that can be known without a host, and lists all problems together.")
final class ValidateCommand implements Command {

    @Parameters(paramLabel = "PLAYBOOK")
    private Path playbook = Path.of("");

    @Mixin
    private PlaybookOptions part = new PlaybookOptions();

    @Mixin
    private ListOptions list = new ListOptions();

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Surroundings surroundings) {
        Preparation preparation = Preparation.ofLooking(surroundings, playbook, project, part, output);
        if (list.isAny()) {
            return Listing.print(preparation, list, surroundings);
        }
        Program program = preparation.loaded().program();
        List<Problem> problems = Planner.step(program, World.EMPTY).problems();
        if (!problems.isEmpty()) {
            throw new ProblemsException(problems);
        }
        Request request = new Request(playbook, part.limit(), part.tags(), part.skipTags(), part.extraVariables());
        List<Problem> warnings = Playbooks.unusedVariables(preparation.workspace(), request);
        surroundings.err().print(ProblemText.warnings(warnings));
        Outputs.write(
                preparation.destinations(),
                surroundings,
                format -> format == Format.TEXT ? text(program) : ProblemJson.of("validate", List.of(), warnings));
        return ExitCode.DONE;
    }

    private String text(Program program) {
        if (output.isQuiet()) {
            return "";
        }
        long hosts = program.plays().stream()
                .map(Play::hosts)
                .flatMap(List::stream)
                .distinct()
                .count();
        return program.playbook() + ": nothing wrong (plays: " + program.plays().size() + ", tasks: "
                + Listing.count(program.plays()) + ", hosts: " + hosts + ")\n";
    }
}
