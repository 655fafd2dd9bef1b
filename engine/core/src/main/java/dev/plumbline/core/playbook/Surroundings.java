package dev.plumbline.core.playbook;

import dev.plumbline.core.expression.VariableScope;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.program.Template;
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
 * @param gates what decides, at the includes around it, whether a host comes to it
 */
record Surroundings(
        Base base,
        VariableScope scope,
        List<Scalar> when,
        List<String> tags,
        List<String> pending,
        List<Template<Boolean>> gates,
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
        gates = List.copyOf(gates);
        environment = List.copyOf(environment);
    }

    static Surroundings of(Base base, VariableScope scope) {
        return new Surroundings(base, scope, List.of(), List.of(), List.of(), List.of(), List.of(), Words.NONE);
    }

    Surroundings within(Map<String, Definition> variables) {
        return in(scope.within(variables));
    }

    Surroundings in(VariableScope other) {
        return new Surroundings(base, other, when, tags, pending, gates, environment, words);
    }

    Surroundings at(Base other) {
        return new Surroundings(other, scope, when, tags, pending, gates, environment, words);
    }

    Surroundings when(List<Scalar> conditions) {
        return new Surroundings(base, scope, conditions, tags, pending, gates, environment, words);
    }

    Surroundings within(List<Scalar> conditions, List<String> moreTags, Optional<YamlNode> exported, Words nearer) {
        return new Surroundings(
                base,
                scope,
                joined(when, conditions),
                joined(tags, moreTags).stream().distinct().toList(),
                pending,
                gates,
                joined(environment, exported.stream().toList()),
                nearer.within(words));
    }

    /** Where these names are set, but not known beforehand. */
    Surroundings pending(List<String> names) {
        return new Surroundings(base, scope, when, tags, joined(pending, names), gates, environment, words);
    }

    /** Behind what decides whether a host comes here. */
    Surroundings behind(List<Template<Boolean>> more) {
        return new Surroundings(base, scope, when, tags, pending, joined(gates, more), environment, words);
    }

    private static <T> List<T> joined(List<? extends T> first, List<? extends T> second) {
        List<T> joined = new ArrayList<>(first);
        joined.addAll(second);
        return joined;
    }
}
