package dev.plumbline.cli;

import dev.plumbline.api.module.ModuleType;
import dev.plumbline.cli.assembly.ProjectModules;
import dev.plumbline.cli.options.Destination;
import dev.plumbline.cli.options.Format;
import dev.plumbline.cli.options.OutputOptions;
import dev.plumbline.cli.options.ProjectOptions;
import dev.plumbline.core.playbook.ModuleIndex;
import dev.plumbline.core.project.Project;
import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.Problems;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code plumb doc}: help that comes from the modules' own records. */
@CommandLine.Command(description = "Lists the modules, or shows one with its parameters, results and examples.")
final class DocCommand implements Command {

    @Parameters(
            arity = "0..1",
            paramLabel = "MODULE",
            completionCandidates = ModuleNames.class,
            description = "which module; all of them in short where left out")
    private @Nullable String module;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Surroundings surroundings) {
        Problems problems = new Problems();
        List<Destination> destinations = output.destinations(surroundings.workingDirectory(), problems);
        Project project = Project.open(
                surroundings.workingDirectory(),
                surroundings.environment(),
                new ProjectOptions().flags(output.isNoColor()),
                problems);
        surroundings.err().print(ProblemText.warnings(project.warnings()));
        ModuleIndex installed = ProjectModules.of(
                project, Optional.of(surroundings.workingDirectory()), ProjectModules.Jars.LOADED, problems);
        Collection<ModuleType> chosen = installed.all();
        if (module != null) {
            Optional<ModuleType> found = installed.find(module);
            if (found.isEmpty()) {
                problems.add(
                        "module.unknown",
                        "there is no module '" + module + "'",
                        NearestName.hint(module, installed.names(), "'plumb doc' lists them"));
            } else {
                chosen = List.of(found.get());
            }
        }
        problems.throwIfAny();
        Collection<ModuleType> shown = chosen;
        boolean whole = module != null;
        Outputs.write(
                destinations,
                surroundings,
                format -> format == Format.TEXT
                        ? ModuleText.of(shown, whole, installed)
                        : ModuleJson.of(shown, installed));
        return ExitCode.DONE;
    }
}
