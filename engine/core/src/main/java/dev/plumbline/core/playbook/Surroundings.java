package dev.plumbline.core.playbook;

import dev.plumbline.core.expression.VariableScope;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a task takes over from its blocks and its play. The nearest word counts, but conditions and tags add up. */
record Surroundings(
        VariableScope scope,
        List<Scalar> when,
        Optional<Scalar> become,
        Optional<Scalar> becomeUser,
        List<String> tags,
        boolean ignoreErrors) {

    Surroundings {
        when = List.copyOf(when);
        tags = List.copyOf(tags);
    }

    static Surroundings of(VariableScope scope) {
        return new Surroundings(scope, List.of(), Optional.empty(), Optional.empty(), List.of(), false);
    }

    Surroundings within(
            Map<String, Definition> variables,
            List<Scalar> moreWhen,
            Optional<Scalar> nearerBecome,
            Optional<Scalar> nearerUser,
            List<String> moreTags,
            Optional<Boolean> nearerIgnoreErrors) {
        return new Surroundings(
                scope.within(variables),
                joined(when, moreWhen),
                nearerBecome.or(() -> become),
                nearerUser.or(() -> becomeUser),
                joined(tags, moreTags).stream().distinct().toList(),
                nearerIgnoreErrors.orElse(ignoreErrors));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> joined = new ArrayList<>(first);
        joined.addAll(second);
        return joined;
    }
}
