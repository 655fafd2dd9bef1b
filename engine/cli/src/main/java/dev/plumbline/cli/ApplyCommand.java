package dev.plumbline.cli;

import dev.plumbline.cli.options.ListOptions;
import dev.plumbline.cli.options.OutputOptions;
import dev.plumbline.cli.options.PlaybookOptions;
import dev.plumbline.cli.options.ProjectOptions;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb apply}: plans, asks, applies, checks. */
@CommandLine.Command(description = "Shows the plan, asks, applies it and checks that nothing is left to do.")
final class ApplyCommand implements Command {

    @Parameters(paramLabel = "PLAYBOOK")
    private Path playbook = Path.of("");

    @Option(
            names = {"-y", "--yes"},
            description = "does not ask")
    private boolean yes;

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
        Preparation preparation = Preparation.of(surroundings, playbook, project, part, output);
        if (list.isAny()) {
            return Listing.print(preparation, list, surroundings);
        }
        try (PlaybookRun run = PlaybookRun.start(preparation, surroundings, "apply")) {
            return Applying.run(run, surroundings, yes, false);
        }
    }
}
