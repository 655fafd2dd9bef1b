package dev.plumbline.cli;

import dev.plumbline.cli.options.ListOptions;
import dev.plumbline.cli.options.OutputOptions;
import dev.plumbline.cli.options.PlaybookOptions;
import dev.plumbline.cli.options.ProjectOptions;
import dev.plumbline.cli.report.Purpose;
import dev.plumbline.cli.report.Report;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code plumb drift}: what differs from what is declared. */
@CommandLine.Command(
        description = "Reads the hosts and shows what differs from what is declared. Changes nothing; exit code 2 when"
                + " anything does.")
final class DriftCommand implements Command {

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
    public ExitCode run(Surroundings surroundings) throws InterruptedException {
        Preparation preparation = Preparation.of(surroundings, playbook, project, part, output);
        if (list.isAny()) {
            return Listing.print(preparation, list, surroundings);
        }
        try (PlaybookRun run = PlaybookRun.start(preparation, surroundings, "drift")) {
            Report report = run.look(Purpose.DRIFT);
            run.show(report);
            return ExitCode.of(report, true);
        }
    }
}
