package dev.plumbline.core.inventory;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.program.Position;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.vault.Vault;
import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.VaultedYaml;
import dev.plumbline.core.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the inventory sources say, while they are read one after the other. */
final class InventoryDraft {
    private static final String PRIORITY = "ansible_group_priority";
    private static final Pattern USABLE_IN_EXPRESSIONS = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Vault vault;
    private Problems problems;
    private boolean hiding;
    private final List<Problem> warnings = new ArrayList<>();
    private final GroupTreeBuilder tree = new GroupTreeBuilder();
    private final Map<String, VariableHistory> groupVariables = new LinkedHashMap<>();
    private final Map<HostName, VariableHistory> hostVariables = new LinkedHashMap<>();

    InventoryDraft(Problems problems) {
        this(Vault.withoutKeys(), problems);
    }

    InventoryDraft(Vault vault, Problems problems) {
        this.vault = vault;
        this.problems = problems;
    }

    Vault vault() {
        return vault;
    }

    /** Reads a source that was encrypted: its variables are kept from view, and so are the words of its problems. */
    void hiding(String shown, Runnable reading) {
        Problems outer = problems;
        problems = new Problems();
        hiding = true;
        try {
            reading.run();
        } finally {
            VaultedYaml.tell(shown, problems, outer);
            problems = outer;
            hiding = false;
        }
    }

    private Definition kept(Definition definition) {
        return hiding ? new Definition(definition.node().hidden(), definition.at(), definition.origin()) : definition;
    }

    boolean hasGroup(String name) {
        return tree.hasGroup(name);
    }

    void group(String name, Position at) {
        if (!tree.hasGroup(name) && !USABLE_IN_EXPRESSIONS.matcher(name).matches()) {
            warn(
                    "inventory.group.name",
                    at,
                    "the group name '" + name + "' holds characters that an expression reads as something else",
                    "In expressions write groups[\"" + name
                            + "\"], or name the group with letters, digits and _ only.");
        }
        tree.group(name);
    }

    /** Puts a group below another; both must have been named. */
    void child(String parent, String child, Position at) {
        Optional<List<String>> cycle = tree.child(parent, child);
        cycle.ifPresent(way -> {
            boolean itself = way.size() == 1;
            problems.add(
                    "inventory.group.cycle",
                    at,
                    itself
                            ? "the group '" + parent + "' is named as its own child"
                            : "the group '" + child + "' can't be a child of '" + parent + "': that closes the circle "
                                    + String.join(" > ", way) + " > " + child,
                    "Take one of these groups out of the other's children.");
        });
    }

    void host(String group, HostName host, Position at) {
        tree.host(group, host, at);
    }

    void groupVariable(String group, String name, Definition definition) {
        if (name.equals(PRIORITY)) {
            priority(group, definition.node());
        } else {
            groupVariables.computeIfAbsent(group, _ -> new VariableHistory()).add(name, kept(definition));
        }
    }

    void hostVariable(HostName host, String name, Definition definition) {
        hostVariables.computeIfAbsent(host, _ -> new VariableHistory()).add(name, kept(definition));
    }

    private void priority(String group, YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar && scalar.text().matches("-?[0-9]{1,9}")) {
            tree.priority(group, Integer.parseInt(scalar.text()));
        } else {
            problems.add(
                    "inventory.group.priority",
                    node.at(),
                    PRIORITY + " of the group '" + group + "' is no whole number",
                    "Write a number such as 10; 1 is the usual one.");
        }
    }

    /** The known group whose name is nearest, as a question; other words where there is none. */
    String nearestGroup(String name, String otherwise) {
        return NearestName.hint(name, tree.groupNames(), otherwise);
    }

    void problem(String code, Position at, String message, String remedy) {
        problems.add(code, at, message, remedy);
    }

    void warn(String code, Position at, String message, String remedy) {
        warnings.add(new Problem(code, Optional.of(at), message, remedy));
    }

    Problems problems() {
        return problems;
    }

    List<Problem> warnings() {
        return warnings;
    }

    VariableHistory variablesOf(String group) {
        return groupVariables.getOrDefault(group, new VariableHistory());
    }

    VariableHistory variablesOf(HostName host) {
        return hostVariables.getOrDefault(host, new VariableHistory());
    }

    GroupTree tree() {
        tree.namedTwice()
                .forEach((host, at) -> warn(
                        "inventory.name.twice",
                        at,
                        "'" + host + "' is the name of both a host and a group",
                        "Rename one of them: a pattern that says '" + host + "' means the host."));
        return tree.build();
    }
}
