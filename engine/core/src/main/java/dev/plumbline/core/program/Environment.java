package dev.plumbline.core.program;

import dev.plumbline.api.value.HostName;
import java.util.HashMap;
import java.util.Map;

/**
 * What changes between two evaluations of the same template: for which host, what was registered so far, and what a loop set. All else
 * that an expression may name was laid down when the playbook was loaded.
 *
 * @param registered what tasks registered, by host: also reached by {@code hostvars}
 * @param local the loop's item, {@code item} or as {@code loop_var} names it, and the result within {@code until}
 * @param facts what hosts say of themselves
 */
public record Environment(
        HostName host, Map<HostName, Map<String, Value>> registered, Map<String, Value> local, FactSource facts) {

    public Environment {
        local = Map.copyOf(local);
    }

    /** Where no host was asked for its facts yet. */
    public Environment(HostName host, Map<HostName, Map<String, Value>> registered, Map<String, Value> local) {
        this(host, registered, local, FactSource.LATER);
    }

    public Environment with(String name, Value value) {
        return with(Map.of(name, value));
    }

    public Environment with(Map<String, Value> values) {
        if (values.isEmpty()) {
            return this;
        }
        Map<String, Value> more = new HashMap<>(local);
        more.putAll(values);
        return new Environment(host, registered, more, facts);
    }
}
