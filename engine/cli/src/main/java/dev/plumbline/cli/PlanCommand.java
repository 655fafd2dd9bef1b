package dev.plumbline.cli;

import dev.plumbline.cli.options.ListOptions;
import dev.plumbline.cli.options.OutputOptions;
import dev.plumbline.cli.options.PlaybookOptions;
import dev.plumbline.cli.options.ProjectOptions;
import dev.plumbline.cli.report.PlanGraph;
import dev.plumbline.cli.report.Purpose;
import dev.plumbline.cli.report.Report;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb plan}: what would change. */
@CommandLine.Command(description = "Reads the hosts and shows what would change. Changes nothing.")
final class PlanCommand implements Command {

    @Parameters(paramLabel = "PLAYBOOK")
    private Path playbook = Path.of("");

    @Option(names = "--detailed-exitcode", description = "exit code 2 where there are changes")
    private boolean detailed;

    @Option(
            names = "--graph",
            arity = "0..1",
            fallbackValue = "text",
            paramLabel = "text|dot",
            description = "shows what follows from what, instead of the plan: as text, or for Graphviz")
    private @Nullable Graph graph;

    /** How a graph is written. */
    enum Graph {
        text,
        dot
    }

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "keeps the plan in a file, which 'plumb apply FILE' applies and nothing else")
    private @Nullable Path out;

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
        Optional<PlanFile> file = Optional.ofNullable(out).map(path -> PlanFile.open(path, preparation, surroundings));
        try (PlaybookRun run = PlaybookRun.start(preparation, surroundings, "plan")) {
            Report report = run.look(Purpose.PLAN);
            if (graph == null) {
                run.show(report);
            } else {
                PlanGraph shown = PlanGraph.of(report, preparation.loaded().program());
                surroundings.out().print(graph == Graph.dot ? shown.dot() : shown.text());
            }
            file.ifPresent(kept -> kept.write(preparation, part, project, run.header(), report));
            return ExitCode.of(report, detailed);
        }
    }
}
