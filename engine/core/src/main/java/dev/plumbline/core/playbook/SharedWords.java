package dev.plumbline.core.playbook;

import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.YamlNode;
import dev.plumbline.core.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the words that are handed down to what is within. */
final class SharedWords {
    private final Problems problems;

    SharedWords(Problems problems) {
        this.problems = problems;
    }

    /** What goes for all that is within. */
    Surroundings within(Fields fields, Surroundings around, String origin) {
        Map<String, Definition> vars = variables(fields, around, origin);
        Optional<YamlNode> environment = fields.get("environment");
        environment.ifPresent(node -> around.base().expressions().check(node, problems));
        fields.text("become_method")
                .filter(method -> !method.equals("sudo"))
                .ifPresent(method -> problems.add(
                        "playbook.become_method",
                        fields.at("become_method"),
                        "only sudo is supported as 'become_method'",
                        "Use sudo, or log in as the user."));
        Surroundings.Words words = new Surroundings.Words(
                checked(fields.scalar("become", "true or false"), around),
                checked(fields.scalar("become_user", "the name of a user"), around),
                fields.flag("ignore_errors"),
                fields.flag("no_log"),
                checked(fields.scalar("delegate_to", "the name of a host"), around),
                fields.flag("run_once"),
                fields.whole("throttle"));
        return around.within(vars).within(when(fields, around), tags(fields), environment, words);
    }

    Map<String, Definition> variables(Fields fields, Surroundings around, String origin) {
        return new Variables(around.base().expressions(), problems)
                .of(fields.mapping("vars", "a mapping of names to values"), origin);
    }

    List<Scalar> when(Fields fields, Surroundings around) {
        List<Scalar> when = fields.scalars("when", "a condition or a list of conditions");
        when.forEach(condition -> around.base().expressions().checkBare(condition, problems));
        return when;
    }

    private Optional<Scalar> checked(Optional<Scalar> scalar, Surroundings around) {
        scalar.ifPresent(found -> around.base().expressions().check(found, problems));
        return scalar;
    }

    static List<String> tags(Fields fields) {
        List<String> tags = new ArrayList<>();
        for (Scalar words : fields.words("tags", "a word or a list of words")) {
            for (String tag : words.text().split(",", -1)) {
                if (!tag.isBlank()) {
                    tags.add(tag.strip());
                }
            }
        }
        return tags;
    }
}
