package dev.plumbline.cli;

import dev.plumbline.api.value.HostName;
import dev.plumbline.cli.assembly.Workspace;
import dev.plumbline.cli.options.Destination;
import dev.plumbline.cli.options.Format;
import dev.plumbline.cli.options.OutputOptions;
import dev.plumbline.cli.options.ProjectOptions;
import dev.plumbline.core.yaml.Problems;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb inventory}: hosts, groups and variables, and where each comes from. */
@CommandLine.Command(
        description = "Shows the groups and their hosts, or the variables of some hosts and where each was set.")
final class InventoryCommand implements Command {

    @Parameters(arity = "0..1", paramLabel = "HOSTS", description = "a pattern: shows the variables of these hosts")
    private @Nullable String pattern;

    @Option(
            names = {"-l", "--limit"},
            paramLabel = "PATTERN",
            description = "only these hosts")
    private @Nullable String limit;

    @Mixin
    private ProjectOptions options = new ProjectOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Surroundings surroundings) {
        Problems problems = new Problems();
        List<Destination> destinations = output.destinations(surroundings.workingDirectory(), problems);
        Workspace workspace = Workspace.open(
                surroundings.workingDirectory(),
                surroundings.environment(),
                options.flags(output.isNoColor()),
                Optional.empty(),
                new Prompt(surroundings)::password,
                problems);
        surroundings.err().print(ProblemText.warnings(workspace.warnings()));
        List<HostName> hosts = workspace.select(pattern == null ? "all" : pattern, problems);
        if (limit != null) {
            List<HostName> limited = workspace.select(limit, problems);
            hosts = hosts.stream().filter(limited::contains).toList();
        }
        problems.throwIfAny();
        List<HostName> shown = hosts;
        boolean variables = pattern != null || output.isVerbose();
        Outputs.write(
                destinations,
                surroundings,
                format -> format == Format.TEXT
                        ? InventoryText.of(workspace.inventory(), shown, variables)
                        : InventoryJson.of(workspace.inventory(), shown));
        return ExitCode.DONE;
    }
}
