package dev.plumbline.core.inventory;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.inventory.InventoryProgram.Failure;
import dev.plumbline.core.program.Position;
import dev.plumbline.core.yaml.YamlNode;
import dev.plumbline.core.yaml.YamlReader;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Inventories that a program prints as JSON: called with {@code --list}, and for a host's variables with {@code --host}, unless they
 * stand below {@code _meta.hostvars} already. Positions count within what it printed.
 *
 * @see <a href="https://docs.ansible.com/ansible/latest/dev_guide/developing_inventory.html">Ansible's conventions</a>
 */
final class ProgramInventoryReader {
    private static final String META = "_meta";
    private static final List<String> PARTS = List.of("hosts", "vars", "children");

    private final Path program;
    private final String shown;
    private final InventoryProgram runs;
    private final InventoryDraft draft;
    private final Set<HostName> hosts = new LinkedHashSet<>();

    private ProgramInventoryReader(Path program, String shown, InventoryProgram runs, InventoryDraft draft) {
        this.program = program;
        this.shown = shown;
        this.runs = runs;
        this.draft = draft;
    }

    /** Adds what a program says to a draft. */
    static void read(Path program, String shown, InventoryProgram runs, InventoryDraft draft) {
        ProgramInventoryReader reader = new ProgramInventoryReader(program, shown, runs, draft);
        try {
            reader.mapping(List.of("--list")).ifPresent(reader::inventory);
        } catch (Failure e) {
            reader.problem(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reader.problem(new Failure(
                    "inventory.program.failed", "the program was interrupted before it had answered", "Run it again."));
        }
    }

    private void problem(Failure failure) {
        draft.problem(
                failure.code(), new Position(shown, 1, 1), String.valueOf(failure.getMessage()), failure.remedy());
    }

    private Optional<YamlNode.Mapping> mapping(List<String> arguments) throws Failure, InterruptedException {
        byte[] printed = runs.output(program, arguments);
        String called = shown + " " + String.join(" ", arguments);
        Optional<YamlNode> document = YamlReader.read(called, asYaml(printed), draft.problems());
        if (document.isPresent() && !(document.get() instanceof YamlNode.Mapping)) {
            draft.problem(
                    "inventory.type",
                    document.get().at(),
                    "a program prints an inventory as a mapping in JSON, but this is "
                            + document.get().kind(),
                    "Let it print {\"group\": {\"hosts\": [...]}, \"_meta\": {\"hostvars\": {...}}}.");
        }
        return document.filter(YamlNode.Mapping.class::isInstance).map(YamlNode.Mapping.class::cast);
    }

    /** JSON without what YAML reads otherwise: tabs between its words, and the escape of a slash. */
    private static byte[] asYaml(byte[] json) {
        ByteArrayOutputStream yaml = new ByteArrayOutputStream(json.length);
        for (int i = 0; i < json.length; i++) {
            boolean escape = json[i] == '\\' && i + 1 < json.length;
            if (escape && json[i + 1] != '/') {
                yaml.write(json[i]);
            }
            if (escape) {
                i++;
            }
            yaml.write(json[i] == '\t' ? ' ' : json[i]);
        }
        return yaml.toByteArray();
    }

    private void inventory(YamlNode.Mapping document) {
        for (YamlNode.Entry entry : document.entries()) {
            if (!entry.key().equals(META)) {
                group(entry);
            }
        }
        Optional<YamlNode.Mapping> meta =
                document.get(META).filter(YamlNode.Mapping.class::isInstance).map(YamlNode.Mapping.class::cast);
        if (meta.isEmpty()) {
            askForHosts();
        } else {
            meta.get().entry("hostvars").ifPresent(this::hostVariables);
        }
    }

    private void group(YamlNode.Entry entry) {
        String name = entry.key();
        if (name.isBlank() || name.contains("/")) {
            draft.problem(
                    "inventory.group.name",
                    entry.keyAt(),
                    "'" + name + "' can't be the name of a group",
                    "A name has no slashes, and is not empty.");
            return;
        }
        draft.group(name, entry.keyAt());
        if (!(entry.value() instanceof YamlNode.Mapping body)) {
            names(name, entry.value()).forEach(host -> host(name, host));
        } else if (body.keys().stream().noneMatch(PARTS::contains)) {
            host(name, YamlNode.Scalar.plain(name, entry.keyAt()));
            variables(name, new YamlNode.Entry(name, entry.keyAt(), body));
        } else {
            body.get("hosts").ifPresent(hosts -> names(name, hosts).forEach(host -> host(name, host)));
            body.entry("vars").ifPresent(vars -> variables(name, vars));
            body.get("children").ifPresent(children -> names(name, children).forEach(child -> child(name, child)));
        }
    }

    private void child(String parent, YamlNode.Scalar child) {
        draft.group(child.text(), child.at());
        draft.child(parent, child.text(), child.at());
    }

    private void host(String group, YamlNode.Scalar name) {
        try {
            HostName host = HostEntry.name(name.text());
            draft.host(group, host, name.at());
            hosts.add(host);
        } catch (InventorySyntaxException fault) {
            draft.problem("inventory.host", name.at(), fault.explanation(), fault.remedy());
        }
    }

    private void variables(String group, YamlNode.Entry part) {
        if (part.value() instanceof YamlNode.Mapping variables) {
            for (YamlNode.Entry variable : variables.entries()) {
                draft.groupVariable(
                        group,
                        variable.key(),
                        new Definition(variable.value(), variable.keyAt(), "inventory, group " + group));
            }
        } else if (!isNothing(part.value())) {
            wrong(part.value(), "the variables of the group '" + group + "' should be a mapping");
        }
    }

    private List<YamlNode.Scalar> names(String group, YamlNode node) {
        if (isNothing(node)) {
            return List.of();
        }
        if (node instanceof YamlNode.Sequence sequence
                && sequence.items().stream().allMatch(YamlNode.Scalar.class::isInstance)) {
            return sequence.items().stream().map(YamlNode.Scalar.class::cast).toList();
        }
        wrong(node, "the group '" + group + "' should name its hosts and children in lists");
        return List.of();
    }

    private void wrong(YamlNode node, String what) {
        draft.problem("inventory.type", node.at(), what + ", but this is " + node.kind(), "Mend the program.");
    }

    private void hostVariables(YamlNode.Entry all) {
        if (!(all.value() instanceof YamlNode.Mapping byHost)) {
            if (!isNothing(all.value())) {
                wrong(all.value(), "_meta.hostvars should be a mapping of hosts");
            }
            return;
        }
        Map<String, HostName> known = new LinkedHashMap<>();
        hosts.forEach(host -> known.put(host.value(), host));
        for (YamlNode.Entry entry : byHost.entries()) {
            HostName host = known.get(entry.key());
            if (host != null && entry.value() instanceof YamlNode.Mapping variables) {
                hostVariables(host, variables);
            } else if (host != null && !isNothing(entry.value())) {
                wrong(entry.value(), "the variables of the host '" + entry.key() + "' should be a mapping");
            }
        }
    }

    private void hostVariables(HostName host, YamlNode.Mapping variables) {
        for (YamlNode.Entry variable : variables.entries()) {
            draft.hostVariable(
                    host,
                    variable.key(),
                    new Definition(variable.value(), variable.keyAt(), "inventory, host " + host));
        }
    }

    private void askForHosts() {
        for (HostName host : hosts) {
            try {
                mapping(List.of("--host", host.value())).ifPresent(variables -> hostVariables(host, variables));
            } catch (Failure e) {
                problem(e);
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static boolean isNothing(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar && scalar.isNothing();
    }
}
