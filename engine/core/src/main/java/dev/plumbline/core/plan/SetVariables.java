package dev.plumbline.core.plan;

import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.program.Value;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What tasks set in the course of a walk, by host. What was included gives way to what was registered, whichever came first. */
final class SetVariables {
    private final Map<HostName, Map<String, Value>> values = new HashMap<>();
    private final Map<HostName, Set<String>> strong = new HashMap<>();
    private final Map<HostName, Map<String, Value>> seen = Collections.unmodifiableMap(values);

    void register(HostName host, String name, Value value) {
        strong.computeIfAbsent(host, any -> new HashSet<>()).add(name);
        of(host).put(name, value);
    }

    void include(HostName host, String name, Value value) {
        if (!strong.getOrDefault(host, Set.of()).contains(name)) {
            of(host).put(name, value);
        }
    }

    void set(HostName host, String name, Data data) {
        register(host, name, new Value.Present(data));
    }

    /** Gives one host what another has. */
    void copy(HostName from, HostName to, String name) {
        Optional.ofNullable(of(from).get(name)).ifPresent(value -> register(to, name, value));
    }

    boolean isSet(HostName host, String name) {
        return of(host).containsKey(name);
    }

    /** As it stands at each moment: for evaluations that end before the walk goes on. */
    Map<HostName, Map<String, Value>> view() {
        return seen;
    }

    private Map<String, Value> of(HostName host) {
        return values.computeIfAbsent(host, any -> new HashMap<>());
    }
}
