package dev.plumbline.core.inventory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All definitions of each variable in the order of precedence; the last one holds. */
final class VariableHistory {
    private final Map<String, List<Definition>> definitions = new LinkedHashMap<>();

    void add(String name, Definition definition) {
        List<Definition> known = definitions.computeIfAbsent(name, _ -> new ArrayList<>());
        // The same file may be found beside the inventory and beside the playbook: its last turn counts.
        known.remove(definition);
        known.add(definition);
    }

    void addAll(VariableHistory stronger) {
        stronger.definitions.forEach((name, list) -> list.forEach(definition -> add(name, definition)));
    }

    Map<String, List<Definition>> all() {
        Map<String, List<Definition>> all = new LinkedHashMap<>();
        definitions.forEach((name, list) -> all.put(name, List.copyOf(list)));
        return Collections.unmodifiableMap(all);
    }
}
