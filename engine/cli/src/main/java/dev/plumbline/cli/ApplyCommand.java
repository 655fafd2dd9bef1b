package dev.plumbline.cli;

import dev.plumbline.cli.options.ListOptions;
import dev.plumbline.cli.options.OutputOptions;
import dev.plumbline.cli.options.PlaybookOptions;
import dev.plumbline.cli.options.ProjectOptions;
import dev.plumbline.cli.saved.SavedPlanReader;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.program.ProblemsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb apply}: plans, asks, applies, checks. */
@CommandLine.Command(description = "Shows the plan, asks, applies it and checks that nothing is left to do.")
final class ApplyCommand implements Command {

    @Parameters(paramLabel = "PLAYBOOK|FILE", description = "a playbook, or a plan that 'plumb plan -o FILE' kept")
    private Path playbook = Path.of("");

    @Option(
            names = {"-y", "--yes"},
            description = "does not ask")
    private boolean yes;

    @Option(
            names = "--only-unaffected",
            description = "of a kept plan, applies what concerns hosts that are still as they were")
    private boolean onlyUnaffected;

    @Mixin
    private PlaybookOptions part = new PlaybookOptions();

    @Mixin
    private ListOptions list = new ListOptions();

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Surroundings surroundings) throws InterruptedException {
        if (SavedPlanReader.isPlan(surroundings.workingDirectory().resolve(playbook))) {
            return new ApplyingSaved(surroundings, playbook, project, part, output).run(onlyUnaffected);
        }
        if (onlyUnaffected) {
            throw new ProblemsException(List.of(new Problem(
                    "usage.only_unaffected",
                    Optional.empty(),
                    "--only-unaffected is for a plan in a file, and " + playbook + " is none",
                    "leave it away, or name the file of 'plumb plan -o FILE'")));
        }
        Preparation preparation = Preparation.of(surroundings, playbook, project, part, output);
        if (list.isAny()) {
            return Listing.print(preparation, list, surroundings);
        }
        try (PlaybookRun run = PlaybookRun.start(preparation, surroundings, "apply")) {
            return Applying.run(run, surroundings, yes, false);
        }
    }
}
