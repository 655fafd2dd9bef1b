package dev.plumbline.core.module;

import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.expression.Expressions;
import dev.plumbline.core.expression.VariableScope;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.inventory.Inventory;
import dev.plumbline.core.program.Environment;
import dev.plumbline.core.program.Value;
import dev.plumbline.core.yaml.YamlNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A name that the expression of a module's file knows. It knows no others: no host, no variable of a playbook. */
record NamedValue(String name, Data value) {
    private static final HostName NOWHERE = new HostName("module");
    private static final VariableScope SCOPE = VariableScope.of(new NoHosts(), Map.of(), "");

    static boolean holds(Expressions language, YamlNode.Scalar expression, List<NamedValue> names) {
        Map<String, Value> local = new HashMap<>();
        names.forEach(named -> local.put(named.name(), new Value.Present(named.value())));
        return language.condition(expression, "in_sync", SCOPE, new Environment(NOWHERE, Map.of(), local));
    }

    private record NoHosts() implements Inventory {
        @Override
        public List<HostName> hosts() {
            return List.of();
        }

        @Override
        public List<HostName> select(String pattern) {
            return List.of();
        }

        @Override
        public Map<String, List<HostName>> groups() {
            return Map.of();
        }

        @Override
        public List<String> groupsOf(HostName host) {
            return List.of();
        }

        @Override
        public Map<String, Definition> variables(HostName host) {
            return Map.of();
        }
    }
}
