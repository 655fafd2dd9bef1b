package dev.plumbline.core.playbook;

import dev.plumbline.api.value.Data;
import dev.plumbline.core.exchange.Identity;
import dev.plumbline.core.expression.Expressions;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.program.Environment;
import dev.plumbline.core.program.EvaluationException;
import dev.plumbline.core.program.Position;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.program.Task;
import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.YamlNode;
import dev.plumbline.core.yaml.YamlNode.Mapping;
import dev.plumbline.core.yaml.YamlNode.Scalar;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The typed arguments of a role: {@code meta/arguments.yml}, or as Ansible has them in {@code meta/argument_specs.yml} or {@code meta/main.yml}.
 */
final class RoleArguments {
    private static final String SPECS = "argument_specs";

    private final boolean typed;
    private final Map<String, RoleArgument> arguments;

    private RoleArguments(boolean typed, Map<String, RoleArgument> arguments) {
        this.typed = typed;
        this.arguments = arguments;
    }

    static RoleArguments read(Reading reading, Base.Role role, String tasks, Position asked, Optional<Mapping> meta) {
        List<Path> folder = List.of(role.in("meta"));
        Optional<Mapping> own = mapping(reading, folder, "arguments", asked);
        Optional<Mapping> options = own.or(() -> mapping(reading, folder, SPECS, asked)
                .or(() -> meta)
                .flatMap(found -> below(found, SPECS))
                .flatMap(specs -> below(specs, tasks.replaceFirst("\\.ya?ml$", "")))
                .flatMap(spec -> below(spec, "options")));
        Map<String, RoleArgument> arguments = new LinkedHashMap<>();
        options.ifPresent(found -> found.entries()
                .forEach(entry -> RoleArgument.read(entry, reading.problems())
                        .ifPresent(argument -> arguments.put(entry.key(), argument))));
        return new RoleArguments(options.isPresent(), arguments);
    }

    private static Optional<Mapping> mapping(Reading reading, List<Path> folder, String name, Position asked) {
        return Sources.find(folder, name)
                .flatMap(file -> reading.sources().read(file, asked))
                .filter(Mapping.class::isInstance)
                .map(Mapping.class::cast);
    }

    private static Optional<Mapping> below(Mapping mapping, String key) {
        return mapping.get(key).filter(Mapping.class::isInstance).map(Mapping.class::cast);
    }

    /** What an argument is where nobody gives it. */
    Map<String, Definition> defaults() {
        Map<String, Definition> defaults = new LinkedHashMap<>();
        arguments.forEach((name, argument) -> argument.usual()
                .ifPresent(node -> defaults.put(name, new Definition(node, node.at(), "the role's arguments"))));
        return defaults;
    }

    /** The names by which a role knows itself. */
    static Map<String, Definition> ownNames(Base.Role role) {
        Position at = new Position("roles/" + role.name(), 1, 1);
        return Map.of(
                "role_name", own(role.name(), at),
                "role_path", own(role.folder().toString(), at));
    }

    private static Definition own(String value, Position at) {
        return new Definition(new Scalar(value, YamlNode.Style.DOUBLE_QUOTED, true, at, 0), at, "the role itself");
    }

    /** The task that checks them, for each host, as soon as they are known. Empty where the role has none. */
    Optional<Draft> check(
            Reading reading, String role, Position at, Map<String, Definition> parameters, Surroundings around) {
        if (!typed) {
            return Optional.empty();
        }
        parameters.forEach((name, definition) -> {
            if (!arguments.containsKey(name)) {
                reading.problems()
                        .add(
                                "playbook.role.argument.unknown",
                                definition.at(),
                                "the role '" + role + "' has no argument '" + name + "'",
                                NearestName.hint(
                                        name,
                                        arguments.keySet(),
                                        "It has " + String.join(", ", arguments.keySet()) + "."));
            }
        });
        Task task = new Task(
                new Task.Label(
                        reading.nextId(at), role + Handlers.OF_ROLE + "arguments", "role", at, new Task.Kind.Checks()),
                environment -> checked(role, at, around, environment),
                Task.Manner.as(any -> new Identity.Login()),
                new TaskReader.Conditions(around.base().expressions(), around.scope()).all(around.when(), "when"),
                Optional.empty(),
                Task.Judgement.OF_MODULE,
                Optional.empty(),
                List.of(),
                around.tags());
        Mapping nothing = new Mapping(List.of(), at);
        return Optional.of(new Draft.Tasked(
                task,
                Optional.empty(),
                around.scope(),
                nothing,
                around.when(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(role),
                around.pending(),
                around.gates()));
    }

    private Assigned checked(String role, Position at, Surroundings around, Environment environment) {
        Expressions expressions = around.base().expressions();
        arguments.forEach((name, argument) -> {
            Optional<Data> value = around.scope().isDefined(name, environment)
                    ? Optional.of(expressions.bare(Scalar.plain(name, at), around.scope(), environment))
                    : Optional.empty();
            if (value.isPresent() && !value.get().equals(Data.NOTHING)) {
                Position given = around.scope()
                        .definition(environment.host(), name, true)
                        .map(Definition::at)
                        .orElse(at);
                argument.check("'" + name + "' of the role '" + role + "'", value.get(), given);
            } else if (argument.required()) {
                throw new EvaluationException(new Problem(
                        "playbook.role.argument.missing",
                        Optional.of(at),
                        "the role '" + role + "' needs '" + name + "' for " + environment.host(),
                        "Give it: vars: { " + name + ": " + argument.expected() + " }."));
            }
        });
        return new Assigned(Map.of());
    }
}
