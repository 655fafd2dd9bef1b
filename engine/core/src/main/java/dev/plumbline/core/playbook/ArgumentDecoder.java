package dev.plumbline.core.playbook;

import dev.plumbline.api.module.Arguments;
import dev.plumbline.api.module.Desired;
import dev.plumbline.api.module.ModuleType;
import dev.plumbline.api.module.Parameter;
import dev.plumbline.api.module.ParameterType;
import dev.plumbline.core.expression.Expressions;
import dev.plumbline.core.expression.VariableScope;
import dev.plumbline.core.program.Environment;
import dev.plumbline.core.program.EvaluationException;
import dev.plumbline.core.program.Position;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.program.Template;
import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.YamlNode;
import dev.plumbline.core.yaml.YamlReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decodes a module's arguments. What is the same for every host is decoded once, and its problems are found when the playbook is loaded; the
 * rest waits for a host's values.
 */
final class ArgumentDecoder {
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=(\"[^\"]*\"|'[^']*'|\\S*)");

    private final Expressions expressions;
    private final LocalFiles files;

    ArgumentDecoder(Expressions expressions, LocalFiles files) {
        this.expressions = expressions;
        this.files = files;
    }

    /** An argument that each host decodes for itself. */
    private record Waiting(Parameter parameter, YamlNode node) {}

    /**
     * The module's value as a template.
     *
     * @param at where the module is named
     */
    Template<Desired<?>> decode(
            ModuleType type, YamlNode arguments, Position at, VariableScope scope, Problems problems) {
        int before = problems.size();
        Map<String, YamlNode> given = given(type, arguments, problems);
        Map<String, Object> fixed = new HashMap<>();
        List<Waiting> waiting = new ArrayList<>();
        for (Parameter parameter : type.parameters()) {
            YamlNode node = given.get(parameter.name());
            if (node == null) {
                absent(type, parameter, at, arguments, scope, problems)
                        .ifPresent(value -> fixed.put(parameter.name(), value));
            } else if (ValueDecoder.isFixed(parameter.type(), node)) {
                now(parameter, node, scope, problems).ifPresent(value -> fixed.put(parameter.name(), value));
            } else {
                check(parameter.type(), node, problems);
                waiting.add(new Waiting(parameter, node));
            }
        }
        if (waiting.isEmpty() && problems.size() == before) {
            return once(type, fixed, at, problems);
        }
        return environment -> create(type, withWaiting(fixed, waiting, at, scope, environment), at);
    }

    private Template<Desired<?>> once(ModuleType type, Map<String, Object> fixed, Position at, Problems problems) {
        try {
            Desired<?> desired = create(type, fixed, at);
            return environment -> desired;
        } catch (EvaluationException e) {
            problems.add(e.problem());
            return environment -> {
                throw e;
            };
        }
    }

    private Map<String, Object> withWaiting(
            Map<String, Object> fixed,
            List<Waiting> waiting,
            Position at,
            VariableScope scope,
            Environment environment) {
        Map<String, Object> values = new HashMap<>(fixed);
        ValueDecoder decoder = new ValueDecoder(expressions, files, scope, Optional.of(environment));
        for (Waiting argument : waiting) {
            Parameter parameter = argument.parameter();
            Optional<Object> value = decoder.decode(parameter.name(), parameter.type(), argument.node())
                    .or(() -> defaultValue(parameter, scope));
            if (value.isPresent()) {
                values.put(parameter.name(), value.get());
            } else if (parameter.required()) {
                throw new EvaluationException(missing(parameter, at));
            }
        }
        return values;
    }

    private static Desired<?> create(ModuleType type, Map<String, Object> values, Position at) {
        try {
            return type.create(new Arguments(values));
        } catch (IllegalArgumentException e) {
            throw new EvaluationException(new Problem(
                    "playbook.parameter.conflict",
                    Optional.of(at),
                    "'" + type.name() + "': " + e.getMessage(),
                    "See 'plumb doc " + type.name() + "'."));
        }
    }

    private Map<String, YamlNode> given(ModuleType type, YamlNode arguments, Problems problems) {
        Map<String, YamlNode> given = new LinkedHashMap<>();
        if (arguments instanceof YamlNode.Mapping mapping) {
            List<String> known = type.parameters().stream().map(Parameter::name).toList();
            for (YamlNode.Entry entry : mapping.entries()) {
                if (known.contains(entry.key())) {
                    given.put(entry.key(), entry.value());
                } else {
                    problems.add(
                            "playbook.parameter.unknown",
                            entry.keyAt(),
                            "'" + type.name() + "' has no parameter '" + entry.key() + "'",
                            NearestName.hint(entry.key(), known, "It has " + String.join(", ", known) + "."));
                }
            }
        } else if (arguments instanceof YamlNode.Scalar line && isLine(type, line)) {
            given.put(Parameter.LINE, line);
        } else if (!(arguments instanceof YamlNode.Scalar scalar && scalar.isNothing())) {
            problems.add(
                    "playbook.arguments",
                    arguments.at(),
                    "the arguments of '" + type.name() + "' must be a mapping, and this is "
                            + (arguments instanceof YamlNode.Scalar ? "a line of text" : arguments.kind()),
                    asMapping(type, arguments));
        }
        return given;
    }

    /** A module that takes a line of words takes it also without the parameter's name; Ansible's further words in it are not guessed at. */
    private static boolean isLine(ModuleType type, YamlNode.Scalar line) {
        List<String> names = type.parameters().stream().map(Parameter::name).toList();
        boolean named =
                ASSIGNMENT.matcher(line.text()).results().anyMatch(assignment -> names.contains(assignment.group(1)));
        return names.contains(Parameter.LINE)
                && !line.isNothing()
                && !line.text().isBlank()
                && !named;
    }

    private static String asMapping(ModuleType type, YamlNode arguments) {
        List<String> pairs = new ArrayList<>();
        if (arguments instanceof YamlNode.Scalar scalar) {
            Matcher assignment = ASSIGNMENT.matcher(scalar.text());
            String rest = assignment.replaceAll("").strip();
            if (!rest.isEmpty()
                    && type.parameters().stream()
                            .anyMatch(parameter -> parameter.name().equals(Parameter.LINE))) {
                pairs.add(Parameter.LINE + ": \"" + rest.replace("\"", "\\\"") + "\"");
            }
            assignment.reset();
            while (assignment.find()) {
                pairs.add(assignment.group(1) + ": " + assignment.group(2));
            }
        }
        if (pairs.isEmpty()) {
            type.parameters().stream()
                    .filter(Parameter::required)
                    .forEach(parameter -> pairs.add(parameter.name() + ": ..."));
        }
        return "Write " + type.name() + ": { " + String.join(", ", pairs) + " }.";
    }

    private Optional<Object> now(Parameter parameter, YamlNode node, VariableScope scope, Problems problems) {
        try {
            Optional<Object> value = new ValueDecoder(expressions, files, scope, Optional.empty())
                    .decode(parameter.name(), parameter.type(), node)
                    .or(() -> defaultValue(parameter, scope));
            if (value.isEmpty() && parameter.required()) {
                problems.add(missing(parameter, node.at()));
            }
            return value;
        } catch (EvaluationException e) {
            problems.add(e.problem());
            return Optional.empty();
        }
    }

    private Optional<Object> absent(
            ModuleType type,
            Parameter parameter,
            Position at,
            YamlNode arguments,
            VariableScope scope,
            Problems problems) {
        boolean readable = switch (arguments) {
            case YamlNode.Mapping mapping -> !isMisspelt(parameter.name(), type, mapping);
            case YamlNode.Scalar scalar -> scalar.isNothing();
            case YamlNode.Sequence sequence -> false;
        };
        if (parameter.required() && parameter.defaultValue().isEmpty()) {
            if (readable) {
                problems.add(new Problem(
                        "playbook.parameter.missing",
                        Optional.of(at),
                        "'" + type.name() + "' needs '" + parameter.name() + "'",
                        "Give it: " + parameter.name() + ": " + Expected.of(parameter.type()) + "."));
            }
            return Optional.empty();
        }
        return defaultValue(parameter, scope);
    }

    /** Whether a key that means nothing was probably meant to be this one: that is said already. */
    private static boolean isMisspelt(String name, ModuleType type, YamlNode.Mapping mapping) {
        List<String> known = type.parameters().stream().map(Parameter::name).toList();
        return mapping.keys().stream()
                .filter(key -> !known.contains(key))
                .anyMatch(key -> NearestName.of(key, known).equals(Optional.of(name)));
    }

    private Optional<Object> defaultValue(Parameter parameter, VariableScope scope) {
        return parameter.defaultValue().flatMap(text -> {
            Problems problems = new Problems();
            String file = "the default of " + parameter.name();
            YamlNode node = YamlReader.read(file, text, problems)
                    .orElseGet(() -> YamlNode.Scalar.plain(text, new Position(file, 1, 1)));
            return new ValueDecoder(expressions, files, scope, Optional.empty())
                    .decode(parameter.name(), parameter.type(), node);
        });
    }

    private void check(ParameterType type, YamlNode node, Problems problems) {
        switch (type) {
            case ParameterType.Expression expression -> {
                if (node instanceof YamlNode.Scalar scalar) {
                    expressions.checkBare(scalar, problems);
                } else {
                    problems.add(
                            "playbook.parameter.type",
                            node.at(),
                            "a condition must be a text, and this is " + node.kind(),
                            "Write an expression without ${}.");
                }
            }
            case ParameterType.ListOf(ParameterType.Expression element) -> {
                List<YamlNode> items = node instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(node);
                items.forEach(item -> check(element, item, problems));
            }
            case ParameterType.Template template -> {
                if (node instanceof YamlNode.Scalar scalar && Expressions.isStatic(scalar)) {
                    expressions.checkTemplate(scalar.text(), scalar.at(), problems);
                } else {
                    expressions.check(node, problems);
                }
            }
            default -> expressions.check(node, problems);
        }
    }

    private static Problem missing(Parameter parameter, Position at) {
        return new Problem(
                "playbook.parameter.missing",
                Optional.of(at),
                "'" + parameter.name() + "' has no value here",
                "Give it: " + parameter.name() + ": " + Expected.of(parameter.type()) + ".");
    }
}
