package dev.plumbline.core.playbook;

import dev.plumbline.core.expression.VariableScope;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.yaml.YamlNode;
import dev.plumbline.core.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a task takes over from what is around it. The nearest word counts, but conditions, tags and the environment add up.
 *
 * @param pending variables that loops around it set
 */
record Surroundings(
        Base base,
        VariableScope scope,
        List<Scalar> when,
        List<String> tags,
        List<String> pending,
        List<YamlNode> environment,
        Words words) {

    /** Words of which the nearest counts. */
    record Words(
            Optional<Scalar> become,
            Optional<Scalar> becomeUser,
            Optional<Boolean> ignoreErrors,
            Optional<Boolean> noLog,
            Optional<Scalar> delegate,
            Optional<Boolean> runOnce,
            Optional<Integer> throttle) {
        static final Words NONE = new Words(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        Words within(Words outer) {
            return new Words(
                    become.or(outer::become),
                    becomeUser.or(outer::becomeUser),
                    ignoreErrors.or(outer::ignoreErrors),
                    noLog.or(outer::noLog),
                    delegate.or(outer::delegate),
                    runOnce.or(outer::runOnce),
                    throttle.or(outer::throttle));
        }
    }

    Surroundings {
        when = List.copyOf(when);
        tags = List.copyOf(tags);
        pending = List.copyOf(pending);
        environment = List.copyOf(environment);
    }

    static Surroundings of(Base base, VariableScope scope) {
        return new Surroundings(base, scope, List.of(), List.of(), List.of(), List.of(), Words.NONE);
    }

    Surroundings within(Map<String, Definition> variables) {
        return in(scope.within(variables));
    }

    Surroundings in(VariableScope other) {
        return new Surroundings(base, other, when, tags, pending, environment, words);
    }

    Surroundings at(Base other) {
        return new Surroundings(other, scope, when, tags, pending, environment, words);
    }

    Surroundings when(List<Scalar> conditions) {
        return new Surroundings(base, scope, conditions, tags, pending, environment, words);
    }

    Surroundings within(List<Scalar> conditions, List<String> moreTags, Optional<YamlNode> exported, Words nearer) {
        return new Surroundings(
                base,
                scope,
                joined(when, conditions),
                joined(tags, moreTags).stream().distinct().toList(),
                pending,
                joined(environment, exported.stream().toList()),
                nearer.within(words));
    }

    /** Where these names are set, but not known beforehand. */
    Surroundings pending(List<String> names) {
        return new Surroundings(base, scope, when, tags, joined(pending, names), environment, words);
    }

    private static <T> List<T> joined(List<? extends T> first, List<? extends T> second) {
        List<T> joined = new ArrayList<>(first);
        joined.addAll(second);
        return joined;
    }
}
