package dev.plumbline.core.inventory;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.program.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An inventory as its sources say. Precedence of variables, the weakest first: the inventory's {@code all}; its other groups by depth,
 * {@code ansible_group_priority} and name; {@code group_vars/all} beside the inventories, then beside the playbook; the other groups'
 * {@code group_vars/} beside the inventories, then beside the playbook; the inventory's hosts; {@code host_vars/} beside the
 * inventories, then beside the playbook.
 *
 * @see <a href="https://docs.ansible.com/ansible/latest/playbook_guide/playbooks_variables.html">Ansible's precedence</a>
 */
public final class LoadedInventory implements Inventory {
    private final GroupTree tree;
    private final Map<HostName, Map<String, List<Definition>>> histories;
    private final List<Problem> warnings;
    private final PatternFiles files;

    private LoadedInventory(
            GroupTree tree,
            Map<HostName, Map<String, List<Definition>>> histories,
            List<Problem> warnings,
            PatternFiles files) {
        this.files = files;
        this.tree = tree;
        this.histories = histories;
        this.warnings = List.copyOf(warnings);
    }

    /** Takes the directory that files of patterns are relative to. */
    static LoadedInventory of(GroupTree tree, InventoryDraft draft, VariableFolders folders, Path workingDirectory) {
        Map<List<Group>, VariableHistory> ofGroups = new HashMap<>();
        Map<HostName, Map<String, List<Definition>>> histories = new LinkedHashMap<>();
        for (HostName host : tree.hosts()) {
            VariableHistory history = new VariableHistory();
            history.addAll(
                    ofGroups.computeIfAbsent(tree.groupsOf(host), groups -> groupVariables(groups, draft, folders)));
            history.addAll(draft.variablesOf(host));
            folders.addHost(host, history);
            histories.put(host, history.all());
        }
        return new LoadedInventory(
                tree, ForeignTemplates.marked(histories), draft.warnings(), new PatternFiles(workingDirectory));
    }

    private static VariableHistory groupVariables(List<Group> groups, InventoryDraft draft, VariableFolders folders) {
        List<String> names = groups.stream().map(Group::name).toList();
        List<String> all = List.of(Group.ALL);
        VariableHistory history = new VariableHistory();
        history.addAll(draft.variablesOf(Group.ALL));
        names.forEach(name -> history.addAll(draft.variablesOf(name)));
        folders.addInventoryGroups(all, history);
        folders.addPlaybookGroups(all, history);
        folders.addInventoryGroups(names, history);
        folders.addPlaybookGroups(names, history);
        return history;
    }

    @Override
    public List<HostName> hosts() {
        return tree.hosts();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException also where one of several terms names nothing: {@code web:!databse} must not mean all of web
     */
    @Override
    public List<HostName> select(String pattern) {
        HostPattern parsed = HostPattern.parse(pattern, files);
        HostPattern.Selection selection = parsed.select(tree);
        if (!selection.unmatched().isEmpty() && !parsed.isSingle()) {
            throw new IllegalArgumentException(
                    HostPattern.unmatchedMessage(selection.unmatched().getFirst(), tree));
        }
        return selection.hosts();
    }

    @Override
    public Map<String, List<HostName>> groups() {
        return tree.members();
    }

    @Override
    public List<String> groupsOf(HostName host) {
        return tree.groupsOf(host).stream().map(Group::name).sorted().toList();
    }

    @Override
    public Map<String, Definition> variables(HostName host) {
        Map<String, Definition> variables = new LinkedHashMap<>();
        history(host).forEach((name, definitions) -> variables.put(name, definitions.getLast()));
        return Collections.unmodifiableMap(variables);
    }

    /** Every definition of each of a host's variables, the weakest first; the last one holds. */
    public Map<String, List<Definition>> history(HostName host) {
        return histories.getOrDefault(host, Map.of());
    }

    /** The groups themselves, with children, parents and precedence, in the order in which the sources named them. */
    public List<Group> groupTree() {
        return new ArrayList<>(tree.groups().values());
    }

    /** What is allowed, but seldom meant. */
    public List<Problem> warnings() {
        return warnings;
    }

    /** What to tell of a pattern for which {@link #select} found no host. */
    public String explainUnmatched(String pattern) {
        List<String> unmatched = HostPattern.parse(pattern, files).select(tree).unmatched();
        return unmatched.isEmpty()
                ? "'" + pattern + "' means no host: what it names is empty, or taken away again"
                : HostPattern.unmatchedMessage(unmatched.getFirst(), tree);
    }
}
