package dev.plumbline.core.playbook;

import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.expression.Expressions;
import dev.plumbline.core.expression.Kinds;
import dev.plumbline.core.expression.VariableScope;
import dev.plumbline.core.program.EvaluationException;
import dev.plumbline.core.program.NotYetKnown;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.program.Template;
import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.YamlNode.Scalar;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The names that may stand where one is given by an expression: those that the hosts give, and, where one is not known yet, all files that fit
 * what is written around the expression. So all that can be included is read and checked with the playbook.
 */
final class Candidates {
    private final Reading reading;

    Candidates(Reading reading) {
        this.reading = reading;
    }

    /**
     * Names.
     *
     * @param guessed whether some only fit what is written
     */
    record Found(Set<String> names, boolean guessed) {}

    Found of(Scalar name, Surroundings around, List<Path> folders, boolean directories) {
        if (Expressions.isStatic(name)) {
            return new Found(Set.of(plain(name.text())), false);
        }
        Set<String> names = new LinkedHashSet<>();
        boolean guessed = false;
        Expressions expressions = around.base().expressions();
        for (HostName host : reading.hosts()) {
            try {
                Data data = expressions.evaluate(name, "name", around.scope(), reading.environment(host, around));
                names.add(plain(text(data, name)));
            } catch (NotYetKnown | EvaluationException e) {
                guessed = true;
            }
        }
        if (guessed) {
            Sources.matching(folders, pattern(name.text(), directories), directories)
                    .forEach(found -> names.add(plain(found)));
        }
        return new Found(names, guessed);
    }

    private static String pattern(String text, boolean directories) {
        String pattern = text.replaceAll("\\$\\{[^}]*}", "*").replaceAll("\\*+", "*");
        return directories || pattern.endsWith(".yml") || pattern.endsWith(".yaml") ? pattern : pattern + ".y*ml";
    }

    /** The name for one host, which must be one of these. */
    Template<String> choice(Scalar name, Expressions expressions, VariableScope scope, Collection<String> known) {
        if (Expressions.isStatic(name)) {
            String only = plain(name.text());
            return environment -> only;
        }
        return environment -> {
            String chosen = plain(text(expressions.evaluate(name, "name", scope, environment), name));
            if (!known.contains(chosen)) {
                throw new EvaluationException(new Problem(
                        "playbook.include.not_found",
                        Optional.of(name.at()),
                        "there is no '" + chosen + "' to include",
                        NearestName.hint(chosen, known, "There are " + String.join(", ", known) + ".")));
            }
            return chosen;
        };
    }

    private static String text(Data data, Scalar name) {
        if (data instanceof Data.Words words && !words.value().isSecret()) {
            return words.value().reveal();
        }
        throw new EvaluationException(new Problem(
                "playbook.type",
                Optional.of(name.at()),
                "this must be a name, and it is " + Kinds.describe(data),
                "Give a name."));
    }

    private static String plain(String name) {
        return name.replaceFirst("\\.ya?ml$", "");
    }
}
