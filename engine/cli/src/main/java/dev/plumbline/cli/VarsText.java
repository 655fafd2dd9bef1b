package dev.plumbline.cli;

import dev.plumbline.api.value.HostName;
import dev.plumbline.cli.assembly.HostVariables.Variable;
import dev.plumbline.cli.report.Printable;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.program.Problem;
import java.util.List;
import java.util.Map;

/** Variables for people: {@code name = value}, and below it the places, the one that holds first. */
final class VarsText {
    private static final int WIDTH = 200;

    private VarsText() {}

    static String of(Map<HostName, List<Variable>> variables) {
        StringBuilder text = new StringBuilder();
        variables.forEach((host, found) -> {
            text.append(Printable.line(host.value())).append('\n');
            found.forEach(variable -> variable(variable, text));
        });
        return text.toString();
    }

    private static void variable(Variable variable, StringBuilder text) {
        text.append("  ")
                .append(Printable.line(variable.name()))
                .append(variable.value()
                        .map(value -> " = " + Printable.line(DataText.of(value), WIDTH))
                        .orElse(""))
                .append(variable.problem().map(VarsText::explained).orElse(""))
                .append(variable.play()
                        .map(play -> "  (in the play '" + Printable.line(play) + "')")
                        .orElse(""))
                .append('\n');
        for (int i = 0; i < variable.places().size(); i++) {
            Definition place = variable.places().get(i);
            text.append("      ")
                    .append(i == 0 ? "" : "over ")
                    .append(Printable.line(place.at().toString()))
                    .append("  ")
                    .append(Printable.line(place.origin()))
                    .append(": ")
                    .append(VariableText.of(variable.name(), place.node()))
                    .append('\n');
        }
        if (variable.places().isEmpty()) {
            text.append("      a name with a meaning of its own\n");
        }
    }

    private static String explained(Problem problem) {
        return ": " + Printable.line(problem.message())
                + problem.at().map(at -> "  " + Printable.line(at.toString())).orElse("");
    }
}
