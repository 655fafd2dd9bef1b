package dev.plumbline.cli;

import dev.plumbline.api.value.Text;
import dev.plumbline.cli.report.Printable;
import dev.plumbline.core.inventory.SecretNames;
import dev.plumbline.core.yaml.YamlNode;
import java.util.stream.Collectors;

/** A variable as it was written, on one line; what its name calls a secret is masked. */
final class VariableText {
    private static final int WIDTH = 200;

    private VariableText() {}

    static String of(String name, YamlNode node) {
        return Printable.line(raw(name, node), WIDTH);
    }

    static String raw(String name, YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar when scalar.isNothing() -> "null";
            case YamlNode.Scalar scalar ->
                SecretNames.isSecret(name) && !scalar.text().contains("${") ? Text.MASK : scalar.text();
            case YamlNode.Sequence sequence ->
                sequence.items().stream().map(item -> raw(name, item)).collect(Collectors.joining(", ", "[", "]"));
            case YamlNode.Mapping mapping ->
                mapping.entries().stream()
                        .map(entry -> entry.key() + ": "
                                + raw(SecretNames.isSecret(name) ? name : entry.key(), entry.value()))
                        .collect(Collectors.joining(", ", "{", "}"));
        };
    }
}
