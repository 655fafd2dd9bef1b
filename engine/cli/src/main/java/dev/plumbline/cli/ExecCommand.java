package dev.plumbline.cli;

import dev.plumbline.cli.assembly.AdHoc;
import dev.plumbline.cli.options.OutputOptions;
import dev.plumbline.cli.options.ProjectOptions;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.program.ProblemsException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb exec}: one command or one module, without a playbook. */
@CommandLine.Command(
        description = "Plans one command or module on hosts, asks, runs it and shows what it printed:"
                + " plumb exec web -- uptime, plumb exec web -m package name=curl")
final class ExecCommand implements Command {

    @Parameters(index = "0", paramLabel = "HOSTS", description = "a pattern of hosts")
    private String pattern = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "ARGV",
            description = "the command, each word passed literally; with -m the module's parameters, NAME=VALUE")
    private List<String> words = List.of();

    @Option(
            names = {"-m", "--module"},
            paramLabel = "MODULE",
            completionCandidates = ModuleNames.class,
            description = "a module instead of a command")
    private @Nullable String module;

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
        if (module == null && words.isEmpty()) {
            throw new ProblemsException(List.of(new Problem(
                    "usage.exec",
                    Optional.empty(),
                    "exec was given nothing to run",
                    "write a command behind --, as in: plumb exec all -- uptime")));
        }
        AdHoc task;
        try {
            task = module == null ? AdHoc.command(pattern, words) : AdHoc.module(pattern, module, words);
        } catch (IllegalArgumentException e) {
            throw new ProblemsException(List.of(new Problem(
                    "usage.exec",
                    Optional.empty(),
                    String.valueOf(e.getMessage()),
                    "as in: -m file path=/srv state=directory")));
        }
        Preparation preparation = Preparation.of(
                surroundings,
                Optional.empty(),
                project,
                output,
                (workspace, problems) -> task.load(workspace, problems));
        try (PlaybookRun run = PlaybookRun.start(preparation, surroundings, "exec")) {
            run.showOutput();
            return Applying.run(run, surroundings, yes, true);
        }
    }
}
