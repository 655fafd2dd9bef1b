package dev.plumbline.cli;

import dev.plumbline.cli.options.Destination;
import dev.plumbline.cli.options.Format;
import dev.plumbline.cli.options.OutputOptions;
import dev.plumbline.cli.options.ProjectOptions;
import dev.plumbline.core.project.Project;
import dev.plumbline.core.project.Settings.Named;
import dev.plumbline.core.yaml.Problems;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code plumb config}: each setting's value and origin. */
@CommandLine.Command(
        description = "Shows each setting and the place that set it: flag > PLUMB_* > plumb.yml > default.")
final class ConfigCommand implements Command {

    @Mixin
    private ProjectOptions options = new ProjectOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Surroundings surroundings) {
        Problems problems = new Problems();
        List<Destination> destinations = output.destinations(surroundings.workingDirectory(), problems);
        Project project = Project.open(
                surroundings.workingDirectory(),
                surroundings.environment(),
                options.flags(output.isNoColor()),
                problems);
        surroundings.err().print(ProblemText.warnings(project.warnings()));
        problems.throwIfAny();
        Outputs.write(destinations, surroundings, format -> format == Format.TEXT ? text(project) : json(project));
        return ExitCode.DONE;
    }

    private static String text(Project project) {
        StringBuilder text = new StringBuilder();
        text.append(project.folder()
                .map(folder -> "project " + folder + "\n\n")
                .orElse("no project: there is no plumb.yml here or above\n\n"));
        for (Named named : project.settings().all()) {
            String value = named.shown();
            text.append("%-16s %-40s %s%n"
                    .formatted(
                            named.name(),
                            value.isEmpty() ? "-" : value,
                            named.setting().origin()));
        }
        return text.toString();
    }

    private static String json(Project project) {
        return Json.document(json -> {
            json.writeStringField("command", "config");
            json.writeStringField(
                    "folder", project.folder().map(Object::toString).orElse(null));
            json.writeArrayFieldStart("settings");
            for (Named named : project.settings().all()) {
                json.writeStartObject();
                json.writeStringField("name", named.name());
                json.writeStringField("value", named.shown());
                json.writeStringField("origin", named.setting().origin().toString());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
