package dev.plumbline.core.inventory;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.program.Position;
import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;

/** Ansible's YAML inventories: a mapping of groups, each of which holds {@code hosts}, {@code vars} and {@code children}. */
final class YamlInventoryReader {
    private static final String HOSTS = "hosts";
    private static final String VARS = "vars";
    private static final String CHILDREN = "children";
    private static final List<String> KEYS = List.of(HOSTS, VARS, CHILDREN);

    private final InventoryDraft draft;

    private YamlInventoryReader(InventoryDraft draft) {
        this.draft = draft;
    }

    /** Adds what a document says to a draft. */
    static void read(YamlNode document, InventoryDraft draft) {
        YamlInventoryReader reader = new YamlInventoryReader(draft);
        if (!(document instanceof YamlNode.Mapping groups)) {
            draft.problem(
                    "inventory.type",
                    document.at(),
                    "an inventory is a mapping of groups, but this is " + document.kind(),
                    "Write, for example: all: { hosts: { web1: } }");
            return;
        }
        if (groups.get("plugin").isPresent()) {
            draft.problem(
                    "inventory.plugin",
                    groups.at(),
                    "this file configures an inventory plugin, and those are not supported yet",
                    "Let ansible-inventory --list --export write a plain inventory, and use that.");
            return;
        }
        groups.entries().forEach(reader::group);
    }

    private void group(YamlNode.Entry entry) {
        String name = entry.key();
        Position at = entry.keyAt();
        if (name.isBlank() || name.contains("/")) {
            draft.problem(
                    "inventory.group.name",
                    at,
                    "'" + name + "' can't be the name of a group",
                    "A name has no slashes, and is not empty.");
            return;
        }
        draft.group(name, at);
        if (isNothing(entry.value())) {
            return;
        }
        if (!(entry.value() instanceof YamlNode.Mapping body)) {
            draft.problem(
                    "inventory.type",
                    entry.value().at(),
                    "the group '" + name + "' should be a mapping, but this is "
                            + entry.value().kind(),
                    "A group holds hosts, vars and children, each of them a mapping.");
            return;
        }
        for (YamlNode.Entry part : body.entries()) {
            switch (part.key()) {
                case HOSTS -> entries(part, name).forEach(host -> hosts(name, host));
                case VARS -> entries(part, name).forEach(variable -> variable(name, variable));
                case CHILDREN ->
                    entries(part, name).forEach(child -> {
                        group(child);
                        if (draft.hasGroup(child.key())) {
                            draft.child(name, child.key(), child.keyAt());
                        }
                    });
                default ->
                    draft.problem(
                            "inventory.key.unknown",
                            part.keyAt(),
                            "a group has no '" + part.key() + "'",
                            NearestName.hint(
                                    part.key(),
                                    KEYS,
                                    "A group holds hosts, vars and children; '" + part.key()
                                            + "' belongs below one of them."));
            }
        }
    }

    private void variable(String group, YamlNode.Entry variable) {
        draft.groupVariable(
                group, variable.key(), new Definition(variable.value(), variable.keyAt(), "inventory, group " + group));
    }

    private void hosts(String group, YamlNode.Entry entry) {
        List<HostName> hosts = new ArrayList<>();
        try {
            HostEntry parsed = HostEntry.parse(entry.key());
            for (HostName host : parsed.hosts()) {
                draft.host(group, host, entry.keyAt());
                hosts.add(host);
                parsed.port()
                        .ifPresent(port -> draft.hostVariable(
                                host,
                                "ansible_port",
                                new Definition(
                                        YamlNode.Scalar.plain(Integer.toString(port), entry.keyAt()),
                                        entry.keyAt(),
                                        origin(host))));
            }
        } catch (InventorySyntaxException fault) {
            draft.problem("inventory.host", entry.keyAt(), fault.explanation(), fault.remedy());
        }
        if (isNothing(entry.value())) {
            return;
        }
        if (!(entry.value() instanceof YamlNode.Mapping variables)) {
            draft.problem(
                    "inventory.type",
                    entry.value().at(),
                    "below the host '" + entry.key() + "' stand its variables, which are a mapping, but this is "
                            + entry.value().kind(),
                    "Write, for example: " + entry.key() + ": { ansible_host: 192.0.2.7 }");
            return;
        }
        for (YamlNode.Entry variable : variables.entries()) {
            hosts.forEach(host -> draft.hostVariable(
                    host, variable.key(), new Definition(variable.value(), variable.keyAt(), origin(host))));
        }
    }

    private static String origin(HostName host) {
        return "inventory, host " + host;
    }

    /** The entries of a group's part; a single name may stand for a mapping with that name alone. */
    private List<YamlNode.Entry> entries(YamlNode.Entry part, String group) {
        return switch (part.value()) {
            case YamlNode.Mapping mapping -> mapping.entries();
            case YamlNode.Scalar nothing when nothing.isNothing() -> List.of();
            case YamlNode.Scalar name
            when !part.key().equals(VARS) ->
                List.of(new YamlNode.Entry(name.text(), name.at(), YamlNode.Scalar.plain("", name.at())));
            case YamlNode.Scalar _, YamlNode.Sequence _ -> {
                draft.problem(
                        "inventory.type",
                        part.value().at(),
                        "'" + part.key() + "' of the group '" + group + "' should be a mapping, but this is "
                                + part.value().kind(),
                        "Put a colon behind each name instead of a dash before it.");
                yield List.of();
            }
        };
    }

    private static boolean isNothing(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar && scalar.isNothing();
    }
}
