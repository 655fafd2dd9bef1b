package dev.plumbline.core.inventory;

import dev.plumbline.core.yaml.YamlNode;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Marks the values that Ansible's templates stand in, so that both tools can share an inventory: playbooks don't take them. */
final class ForeignTemplates {
    private final IdentityHashMap<Definition, Definition> known = new IdentityHashMap<>();

    private ForeignTemplates() {}

    /** The same definitions, marked; one that several hosts share stays one. */
    static <H> Map<H, Map<String, List<Definition>>> marked(Map<H, Map<String, List<Definition>>> histories) {
        ForeignTemplates templates = new ForeignTemplates();
        Map<H, Map<String, List<Definition>>> marked = new LinkedHashMap<>();
        histories.forEach((host, history) -> {
            Map<String, List<Definition>> ofHost = new LinkedHashMap<>();
            history.forEach((name, definitions) ->
                    ofHost.put(name, definitions.stream().map(templates::marked).toList()));
            marked.put(host, ofHost);
        });
        return marked;
    }

    private Definition marked(Definition definition) {
        return known.computeIfAbsent(definition, _ -> {
            YamlNode node = marked(definition.node());
            return node.equals(definition.node())
                    ? definition
                    : new Definition(node, definition.at(), definition.origin());
        });
    }

    private static YamlNode marked(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar -> isTemplate(scalar) ? scalar.withJinja() : scalar;
            case YamlNode.Sequence sequence ->
                new YamlNode.Sequence(
                        sequence.items().stream().map(ForeignTemplates::marked).toList(), sequence.at());
            case YamlNode.Mapping mapping ->
                new YamlNode.Mapping(
                        mapping.entries().stream()
                                .map(entry -> new YamlNode.Entry(entry.key(), entry.keyAt(), marked(entry.value())))
                                .toList(),
                        mapping.at());
        };
    }

    private static boolean isTemplate(YamlNode.Scalar scalar) {
        String text = scalar.text();
        return !scalar.unsafe() && (text.contains("{{") || text.contains("{%") || text.contains("{#"));
    }
}
