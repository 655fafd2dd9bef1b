package dev.plumbline.cli;

import dev.plumbline.core.program.Problem;
import dev.plumbline.core.program.ProblemsException;
import dev.plumbline.core.yaml.NearestName;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb completion}: what a shell needs to complete our commands. */
@CommandLine.Command(
        description = {
            "Prints what a shell needs to complete commands, options and modules.",
            "bash, zsh: source <(plumb completion bash)    fish: plumb completion fish | source"
        })
final class CompletionCommand implements Command {
    private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    /** For completion in shells. */
    static final class Shells implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return SHELLS.iterator();
        }
    }

    @Parameters(paramLabel = "SHELL", completionCandidates = Shells.class, description = "bash, zsh or fish")
    private String shell = "";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "shows this")
    @SuppressWarnings("unused") // the parser asks picocli for it
    private boolean help;

    @Override
    public ExitCode run(Surroundings surroundings) {
        String script = switch (shell) {
            // The script that picocli makes for bash sees to zsh itself.
            case "bash", "zsh" -> AutoComplete.bash("plumb", all());
            case "fish" -> FishCompletion.of(all());
            default ->
                throw new ProblemsException(List.of(new Problem(
                        "usage.shell",
                        Optional.empty(),
                        "there is no completion for '" + shell + "'",
                        NearestName.hint(shell, SHELLS, "it is one of " + String.join(", ", SHELLS)))));
        };
        surroundings.out().print(script);
        return ExitCode.DONE;
    }

    private static CommandLine all() {
        CommandLine all = new CommandLine(CommandSpec.create().name("plumb"));
        for (Commands.Entry entry : Commands.all()) {
            all.addSubcommand(entry.name(), new CommandLine(entry.maker().get()));
        }
        return all;
    }
}
