package dev.plumbline.cli.assembly;

import dev.plumbline.api.value.HostName;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.expression.Expressions;
import dev.plumbline.core.expression.TemplateFiles;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.inventory.SecretNames;
import dev.plumbline.core.program.Position;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.YamlNode;
import dev.plumbline.core.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a playbook says of a task, as written, and where the variables in it come from.
 *
 * @param arguments each as {@code name: value  file:line}
 * @param variables each as {@code name = value  file:line}, those that other variables name included
 */
public record Declaration(List<String> arguments, List<String> variables) {
    private static final int DEEPEST = 20;

    /** Finds a task by its place. Empty where it is not found there. */
    public static Declaration of(Workspace workspace, Position at, HostName host) {
        Optional<YamlNode> document = read(workspace, at.file());
        Optional<YamlNode.Mapping> task = document.flatMap(node -> find(node, at));
        Map<String, Definition> known =
                new LinkedHashMap<>(workspace.inventory().variables(host));
        document.ifPresent(node -> playVariables(node, known));
        Path base = workspace.workingDirectory();
        Expressions expressions = new Expressions(new TemplateFiles(List.of(base), base));
        List<String> arguments = new ArrayList<>();
        Map<String, String> variables = new LinkedHashMap<>();
        task.ifPresent(mapping -> mapping.entries().forEach(entry -> {
            if (!entry.key().equals("name")) {
                argument(entry, arguments);
                expressions
                        .names(entry.value())
                        .forEach(name -> variable(name.name(), known, expressions, variables, 0));
            }
        }));
        return new Declaration(arguments, List.copyOf(variables.values()));
    }

    private static Optional<YamlNode> read(Workspace workspace, String file) {
        for (Path base :
                List.of(workspace.workingDirectory(), workspace.project().base())) {
            Path path = base.resolve(file);
            if (Files.isRegularFile(path)) {
                try {
                    return YamlReader.read(file, Files.readAllBytes(path), new Problems());
                } catch (IOException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<YamlNode.Mapping> find(YamlNode node, Position at) {
        return switch (node) {
            case YamlNode.Mapping mapping
            when mapping.at().line() == at.line() && mapping.at().column() == at.column() -> Optional.of(mapping);
            case YamlNode.Mapping mapping ->
                mapping.entries().stream()
                        .flatMap(entry -> find(entry.value(), at).stream())
                        .findFirst();
            case YamlNode.Sequence sequence ->
                sequence.items().stream()
                        .flatMap(item -> find(item, at).stream())
                        .findFirst();
            case YamlNode.Scalar scalar -> Optional.empty();
        };
    }

    /** Those that plays define themselves; they hold against the inventory's. */
    private static void playVariables(YamlNode document, Map<String, Definition> known) {
        if (document instanceof YamlNode.Sequence plays) {
            for (YamlNode play : plays.items()) {
                if (play instanceof YamlNode.Mapping mapping
                        && mapping.get("vars").orElse(null) instanceof YamlNode.Mapping variables) {
                    variables
                            .entries()
                            .forEach(entry -> known.put(
                                    entry.key(), new Definition(entry.value(), entry.keyAt(), "the play's vars")));
                }
            }
        }
    }

    private static void argument(YamlNode.Entry entry, List<String> arguments) {
        if (entry.value() instanceof YamlNode.Mapping mapping) {
            mapping.entries()
                    .forEach(inner -> arguments.add(inner.key() + ": " + shown(inner.key(), inner.value()) + "  "
                            + inner.keyAt().fileAndLine()));
        } else {
            arguments.add(entry.key() + ": " + shown(entry.key(), entry.value()) + "  "
                    + entry.keyAt().fileAndLine());
        }
    }

    private static void variable(
            String name,
            Map<String, Definition> known,
            Expressions expressions,
            Map<String, String> variables,
            int depth) {
        Definition definition = known.get(name);
        if (definition == null || variables.containsKey(name) || depth > DEEPEST) {
            return;
        }
        variables.put(
                name,
                name + " = " + shown(name, definition.node()) + "  "
                        + definition.at().fileAndLine() + ", " + definition.origin());
        expressions
                .names(definition.node())
                .forEach(inner -> variable(inner.name(), known, expressions, variables, depth + 1));
    }

    /** A node as it was written, on one line; what its name calls a secret is masked. */
    public static String shown(String name, YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar when scalar.isSecret() -> Text.MASK;
            case YamlNode.Scalar scalar when scalar.isNothing() -> "null";
            case YamlNode.Scalar scalar ->
                SecretNames.isSecret(name) && Expressions.isStatic(scalar) ? Text.MASK : scalar.text();
            case YamlNode.Sequence sequence ->
                "["
                        + String.join(
                                ", ",
                                sequence.items().stream()
                                        .map(item -> shown(name, item))
                                        .toList())
                        + "]";
            case YamlNode.Mapping mapping ->
                "{"
                        + String.join(
                                ", ",
                                mapping.entries().stream()
                                        .map(entry -> entry.key() + ": "
                                                + shown(SecretNames.isSecret(name) ? name : entry.key(), entry.value()))
                                        .toList())
                        + "}";
        };
    }
}
