package dev.plumbline.core.playbook;

import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.expression.Expressions;
import dev.plumbline.core.expression.Kinds;
import dev.plumbline.core.expression.VariableScope;
import dev.plumbline.core.program.Environment;
import dev.plumbline.core.program.EvaluationException;
import dev.plumbline.core.program.Position;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.program.Task;
import dev.plumbline.core.program.Template;
import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.YamlNode;
import dev.plumbline.core.yaml.YamlNode.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes of the words around a task how it is done. */
final class Manners {
    private static final String OF_PACKAGES = "package";

    private final Reading reading;

    Manners(Reading reading) {
        this.reading = reading;
    }

    Task.Manner of(Surroundings around, TaskReader.Work work) {
        Surroundings.Words words = around.words();
        VariableScope scope = around.scope();
        Expressions expressions = around.base().expressions();
        PlaybookRequest request = reading.request();
        Optional<Template<HostName>> delegate = words.delegate().map(scalar -> delegate(scalar, expressions, scope));
        words.delegate()
                .filter(Expressions::isStatic)
                .filter(scalar -> unknown(scalar.text()))
                .ifPresent(scalar -> reading.problems().add(noHost(scalar.text(), scalar.at())));
        if (!around.environment().isEmpty() && work.name().equals(OF_PACKAGES)) {
            reading.problems()
                    .add(
                            "playbook.environment.unused",
                            around.environment().getLast().at(),
                            "'environment' is handed to commands, and the package manager is none of them",
                            "Say it in the package manager's own configuration, such as /etc/apt/apt.conf.d.");
        }
        return new Task.Manner(
                new BecomeTemplate(
                        expressions,
                        scope,
                        words.become(),
                        words.becomeUser(),
                        request.become(),
                        request.becomeUser().orElse("root"),
                        delegate),
                delegate,
                around.environment().isEmpty()
                        ? Optional.empty()
                        : Optional.of(environment -> exported(around.environment(), expressions, scope, environment)),
                words.runOnce().orElse(false),
                words.throttle().orElse(0),
                words.noLog().orElse(false));
    }

    private boolean unknown(String host) {
        return reading.request().inventory().hosts().stream()
                .noneMatch(known -> known.value().equals(host));
    }

    private Template<HostName> delegate(Scalar scalar, Expressions expressions, VariableScope scope) {
        return environment -> {
            Data data = expressions.evaluate(scalar, "delegate_to", scope, environment);
            String name = data instanceof Data.Words words && !words.value().isSecret()
                    ? words.value().reveal()
                    : Kinds.describe(data);
            if (unknown(name)) {
                throw new EvaluationException(noHost(name, scalar.at()));
            }
            return new HostName(name);
        };
    }

    private Problem noHost(String name, Position at) {
        List<String> hosts = reading.request().inventory().hosts().stream()
                .map(HostName::value)
                .toList();
        return new Problem(
                "playbook.delegate.unknown",
                Optional.of(at),
                "the inventory has no host '" + name + "' to delegate to",
                NearestName.hint(name, hosts, "Add it to the inventory; all hosts are reached by SSH."));
    }

    private static Map<String, Text> exported(
            List<YamlNode> nodes, Expressions expressions, VariableScope scope, Environment environment) {
        Map<String, Text> exported = new LinkedHashMap<>();
        for (YamlNode node : nodes) {
            Data data = expressions.evaluate(node, "environment", scope, environment);
            for (Data each : data instanceof Data.Sequence(List<Data> items) ? items : List.of(data)) {
                if (!(each instanceof Data.Mapping mapping)) {
                    throw wrong(node, "a mapping of names to values", each);
                }
                mapping.entries().forEach((name, value) -> exported.put(name, text(node, name, value)));
            }
        }
        return exported;
    }

    private static Text text(YamlNode node, String name, Data value) {
        return switch (value) {
            case Data.Words words -> words.value();
            case Data.Number number -> Text.of(number.written());
            case Data.Truth truth -> Text.of(truth.toString());
            default -> throw wrong(node, "a text for " + name, value);
        };
    }

    private static EvaluationException wrong(YamlNode node, String expected, Data found) {
        return new EvaluationException(new Problem(
                "playbook.type",
                Optional.of(node.at()),
                "'environment' needs " + expected + ", and this is " + Kinds.describe(found),
                "Write NAME: value."));
    }
}
