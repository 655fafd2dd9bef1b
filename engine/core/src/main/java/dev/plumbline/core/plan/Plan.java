package dev.plumbline.core.plan;

import dev.plumbline.api.value.HostName;
import java.util.List;
import java.util.Optional;

/** What would change where, or what was done: one value that all outputs are rendered from. */
public record Plan(String playbook, List<HostPlan> hosts) {
    public Plan {
        hosts = List.copyOf(hosts);
    }

    public Optional<HostPlan> host(HostName name) {
        return hosts.stream().filter(host -> host.host().equals(name)).findFirst();
    }
}
