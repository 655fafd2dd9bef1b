package dev.plumbline.cli;

import dev.plumbline.cli.options.Interval;
import dev.plumbline.cli.options.OutputOptions;
import dev.plumbline.cli.options.PlaybookOptions;
import dev.plumbline.cli.options.ProjectOptions;
import dev.plumbline.cli.report.JsonReport;
import dev.plumbline.cli.report.Purpose;
import dev.plumbline.cli.report.Report;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.program.ProblemsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb watch}: drift again and again, one JSON line each time. */
@CommandLine.Command(
        description = "Looks for drift again and again and writes one JSON document a line. Changes nothing.")
final class WatchCommand implements Command {

    @Parameters(paramLabel = "PLAYBOOK")
    private Path playbook = Path.of("");

    @Option(names = "--interval", paramLabel = "DURATION", description = "from one look to the next, as in 15m")
    private @Nullable String interval;

    @Option(names = "--once", description = "looks once and ends with drift's exit code")
    private boolean once;

    @Mixin
    private PlaybookOptions part = new PlaybookOptions();

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Surroundings surroundings) throws InterruptedException {
        Duration pause = once ? Duration.ZERO : pause();
        Preparation preparation = Preparation.of(surroundings, playbook, project, part, output);
        while (true) {
            long begin = System.nanoTime();
            ExitCode exit = look(preparation, surroundings);
            if (once) {
                return exit;
            }
            long left = pause.toNanos() - (System.nanoTime() - begin);
            Thread.sleep(Duration.ofNanos(Math.max(0, left)));
        }
    }

    private static ExitCode look(Preparation preparation, Surroundings surroundings) throws InterruptedException {
        try (PlaybookRun run = PlaybookRun.start(preparation, surroundings, "watch")) {
            Report report = run.look(Purpose.DRIFT);
            surroundings.out().print(JsonReport.line(report));
            surroundings.out().flush();
            return ExitCode.of(report, true);
        }
    }

    private Duration pause() {
        if (interval == null) {
            throw problem("watch needs to know how often", "name --interval 15m, or look --once");
        }
        return Interval.parse(interval)
                .orElseThrow(
                        () -> problem("'" + interval + "' is no interval", "write a number with s, m or h, as in 15m"));
    }

    private static ProblemsException problem(String message, String remedy) {
        return new ProblemsException(List.of(new Problem("usage.interval", Optional.empty(), message, remedy)));
    }
}
