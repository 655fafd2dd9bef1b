package dev.plumbline.cli;

import dev.plumbline.api.value.HostName;
import dev.plumbline.cli.assembly.HostVariables;
import dev.plumbline.cli.assembly.Workspace;
import dev.plumbline.cli.options.Destination;
import dev.plumbline.cli.options.Format;
import dev.plumbline.cli.options.OutputOptions;
import dev.plumbline.cli.options.ProjectOptions;
import dev.plumbline.core.yaml.Problems;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb vars}: what a host's variables come to, and every place where each is set. */
@CommandLine.Command(
        description = "Shows what a host's variables come to, and every place where each is set, the winner first.")
final class VarsCommand implements Command {
    @Parameters(index = "0", paramLabel = "HOST", description = "a host, or a pattern")
    private String pattern = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "only this variable")
    private @Nullable String name;

    @Option(names = "--playbook", paramLabel = "PLAYBOOK", description = "counts what its plays set, too")
    private @Nullable Path playbook;

    @Option(
            names = {"-e", "--extra-vars"},
            paramLabel = "NAME=VALUE|@FILE",
            description = "variables above all others; repeatable")
    private List<String> extraVariables = List.of();

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
                Optional.ofNullable(playbook),
                new Prompt(surroundings)::password,
                problems);
        surroundings.err().print(ProblemText.warnings(workspace.warnings()));
        List<HostName> hosts = workspace.select(pattern, problems);
        HostVariables variables = new HostVariables(
                workspace.withoutRunningForSecrets(), Optional.ofNullable(playbook), extraVariables, problems);
        Map<HostName, List<HostVariables.Variable>> found = new LinkedHashMap<>();
        hosts.forEach(host ->
                found.put(host, name == null ? variables.all(host, problems) : variables.named(host, name, problems)));
        problems.throwIfAny();
        Outputs.write(
                destinations, surroundings, format -> format == Format.TEXT ? VarsText.of(found) : VarsJson.of(found));
        return ExitCode.DONE;
    }
}
