package dev.plumbline.core.playbook;

import dev.plumbline.core.expression.VariableScope;
import dev.plumbline.core.yaml.YamlNode;
import java.util.Optional;

/** Names of variables that a playbook gives. */
final class Names {

    private Names() {}

    static boolean fits(String name) {
        return Variables.NAME.matcher(name).matches() && !VariableScope.MAGIC.contains(name);
    }

    /** The name that a key gives; one that can't be a variable's is said and left out. */
    static Optional<String> variable(Fields fields, String key) {
        return fields.text(key).filter(name -> {
            boolean fits = fits(name);
            if (!fits) {
                fields.problems()
                        .add(
                                "playbook.variable.name",
                                fields.get(key).map(YamlNode::at).orElse(fields.at(key)),
                                "'" + name + "' can't be the name of a variable",
                                "Use letters, digits and underscores, and no name that has a meaning of its own.");
            }
            return fits;
        });
    }
}
