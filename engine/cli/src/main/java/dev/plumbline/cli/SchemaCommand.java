package dev.plumbline.cli;

import dev.plumbline.cli.assembly.ProjectModules;
import dev.plumbline.cli.options.ProjectOptions;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.program.ProblemsException;
import dev.plumbline.core.project.Project;
import dev.plumbline.core.schema.SchemaKind;
import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.Problems;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb schema}: what editors need to check and complete our files. */
@CommandLine.Command(
        description = "Prints the JSON Schema of playbooks (with the project's own modules), inventories, plumb.yml,"
                + " modules in YAML or roles' arguments, for editors.")
final class SchemaCommand implements Command {

    /** For completion in shells. */
    static final class Kinds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return words().iterator();
        }
    }

    /** Those that are planned. */
    private static final List<String> NOT_YET = List.of("watch");

    @Parameters(
            arity = "0..1",
            paramLabel = "KIND",
            completionCandidates = Kinds.class,
            description = "playbook, inventory, plumb.yml, module or role-arguments; playbook where nothing is said")
    private String kind = SchemaKind.PLAYBOOK.word();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "shows this")
    @SuppressWarnings("unused") // the parser asks picocli for it
    private boolean help;

    private static List<String> words() {
        return Arrays.stream(SchemaKind.values()).map(SchemaKind::word).toList();
    }

    @Override
    public ExitCode run(Surroundings surroundings) {
        SchemaKind found = SchemaKind.find(kind).orElseThrow(this::unknown);
        Problems problems = new Problems();
        Project project = Project.open(
                surroundings.workingDirectory(),
                surroundings.environment(),
                new ProjectOptions().flags(true),
                problems);
        String text = SchemaJson.of(found.schema(ProjectModules.of(
                project, Optional.of(surroundings.workingDirectory()), ProjectModules.Jars.LOADED, problems)));
        problems.throwIfAny();
        surroundings.out().print(text);
        return ExitCode.DONE;
    }

    private ProblemsException unknown() {
        boolean isPlanned = NOT_YET.contains(kind);
        return new ProblemsException(List.of(new Problem(
                isPlanned ? "usage.not_yet" : "usage.schema",
                Optional.empty(),
                isPlanned ? "the schema of '" + kind + "' is not there yet" : "there is no schema of '" + kind + "'",
                NearestName.hint(kind, words(), "it is one of " + String.join(", ", words())))));
    }
}
