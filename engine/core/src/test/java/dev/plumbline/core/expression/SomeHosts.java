package dev.plumbline.core.expression;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.inventory.Inventory;
import dev.plumbline.core.program.Position;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.YamlNode;
import dev.plumbline.core.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An inventory out of a few lines: a mapping of host to variables, and groups. */
public final class SomeHosts implements Inventory {
    private final Map<HostName, Map<String, Definition>> hosts = new LinkedHashMap<>();
    private final Map<String, List<HostName>> groups = new LinkedHashMap<>();

    /** Adds a host whose variables are written in YAML. */
    public SomeHosts host(String name, String yaml, String... memberOf) {
        hosts.put(new HostName(name), definitions("host_vars/" + name + ".yml", yaml));
        for (String group : memberOf) {
            groups.computeIfAbsent(group, ignored -> new ArrayList<>()).add(new HostName(name));
        }
        return this;
    }

    /** The definitions in a mapping of YAML. */
    public static Map<String, Definition> definitions(String file, String yaml) {
        Problems problems = new Problems();
        Map<String, Definition> definitions = new LinkedHashMap<>();
        if (YamlReader.read(file, yaml, problems).orElse(null) instanceof YamlNode.Mapping mapping) {
            mapping.entries()
                    .forEach(entry -> definitions.put(entry.key(), new Definition(entry.value(), entry.keyAt(), file)));
        }
        problems.throwIfAny();
        return definitions;
    }

    public static Position at() {
        return new Position("test", 1, 1);
    }

    @Override
    public List<HostName> hosts() {
        return List.copyOf(hosts.keySet());
    }

    @Override
    public List<HostName> select(String pattern) {
        if (pattern.contains("[")) {
            throw new IllegalArgumentException("'" + pattern + "' has a bracket");
        }
        Set<HostName> selected = new LinkedHashSet<>();
        for (String part : pattern.split(":", -1)) {
            selected.addAll(groups().getOrDefault(part, List.of()));
            hosts.keySet().stream().filter(host -> host.value().equals(part)).forEach(selected::add);
        }
        return List.copyOf(selected);
    }

    @Override
    public Map<String, List<HostName>> groups() {
        Map<String, List<HostName>> all = new LinkedHashMap<>(groups);
        all.put("all", hosts());
        return all;
    }

    @Override
    public List<String> groupsOf(HostName host) {
        return groups.entrySet().stream()
                .filter(group -> group.getValue().contains(host))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    @Override
    public Map<String, Definition> variables(HostName host) {
        return hosts.getOrDefault(host, Map.of());
    }
}
