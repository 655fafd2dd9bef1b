package dev.plumbline.core.inventory;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.yaml.SourceFile;
import dev.plumbline.core.yaml.VaultedYaml;
import dev.plumbline.core.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code group_vars/} and {@code host_vars/} beside the inventory sources and beside the playbook. Each file is read once. */
final class VariableFolders {
    private static final String GROUP_VARS = "group_vars";
    private static final String HOST_VARS = "host_vars";

    private final List<Path> besideInventories;
    private final Optional<Path> besidePlaybook;
    private final FileNames names;
    private final InventoryDraft draft;
    private final Map<Path, VariableHistory> read = new HashMap<>();

    VariableFolders(
            List<Path> besideInventories, Optional<Path> besidePlaybook, FileNames names, InventoryDraft draft) {
        this.besideInventories = List.copyOf(besideInventories);
        this.besidePlaybook = besidePlaybook;
        this.names = names;
        this.draft = draft;
    }

    /** What files beside the inventories say of groups: source by source, and in each the groups in the order given. */
    void addInventoryGroups(List<String> groups, VariableHistory to) {
        besideInventories.forEach(folder -> groups.forEach(group -> add(folder.resolve(GROUP_VARS), group, to)));
    }

    void addPlaybookGroups(List<String> groups, VariableHistory to) {
        besidePlaybook.ifPresent(folder -> groups.forEach(group -> add(folder.resolve(GROUP_VARS), group, to)));
    }

    /** What files beside the inventories, then beside the playbook, say of a host. */
    void addHost(HostName host, VariableHistory to) {
        besideInventories.forEach(folder -> add(folder.resolve(HOST_VARS), host.value(), to));
        besidePlaybook.ifPresent(folder -> add(folder.resolve(HOST_VARS), host.value(), to));
    }

    private void add(Path folder, String name, VariableHistory to) {
        if (name.indexOf('\0') >= 0) {
            return; // no file can be called so
        }
        Path named = folder.resolve(name).toAbsolutePath().normalize();
        to.addAll(read.computeIfAbsent(named, _ -> files(folder, name)));
    }

    private VariableHistory files(Path folder, String name) {
        VariableHistory variables = new VariableHistory();
        if (!Files.isDirectory(folder)) {
            return variables;
        }
        String origin = folder.getFileName() + "/" + name;
        try {
            for (Path file : VariableFiles.find(folder, name, draft, names)) {
                file(file, origin, variables);
            }
        } catch (IOException unreadable) {
            unreadable(folder.resolve(name), UnreadableFile.reason(unreadable));
        }
        return variables;
    }

    private void file(Path file, String origin, VariableHistory to) {
        String shown = names.shown(file);
        byte[] content;
        try {
            content = SourceFile.bytes(file);
        } catch (IOException unreadable) {
            unreadable(file, UnreadableFile.reason(unreadable));
            return;
        }
        Optional<YamlNode> document = VaultedYaml.read(draft.vault(), shown, content, draft.problems());
        if (document.isEmpty() || (document.get() instanceof YamlNode.Scalar scalar && scalar.isNothing())) {
            return;
        }
        if (!(document.get() instanceof YamlNode.Mapping variables)) {
            draft.problem(
                    "inventory.type",
                    document.get().at(),
                    "a file of variables is a mapping of names, but this is "
                            + document.get().kind(),
                    "Write each variable as name: value.");
            return;
        }
        for (YamlNode.Entry entry : variables.entries()) {
            to.add(entry.key(), new Definition(entry.value(), entry.keyAt(), origin));
            warnOfPriority(entry, origin);
        }
    }

    private void warnOfPriority(YamlNode.Entry entry, String origin) {
        if (entry.key().equals("ansible_group_priority")) {
            draft.warn(
                    "inventory.group.priority",
                    entry.keyAt(),
                    "ansible_group_priority has no effect in " + origin + ": it counts in the inventory itself only",
                    "Put it below the group's vars in the inventory.");
        }
    }

    private void unreadable(Path file, String reason) {
        draft.problems()
                .add(
                        "inventory.vars.unreadable",
                        names.shown(file) + " can't be read: " + reason,
                        "Check its permissions.");
    }
}
