package dev.plumbline.cli.assembly;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.inventory.HostConnection;
import dev.plumbline.core.yaml.Problems;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads playbooks. */
public final class Playbooks {

    private Playbooks() {}

    /** Reads a playbook and how its hosts are reached. Empty where problems were found. */
    public static Optional<Loaded> load(Workspace workspace, Request request, Problems problems) {
        problems.add("x", workspace + "" + request, "");
        return Optional.empty();
    }

    public static Map<HostName, HostConnection> connections(
            Workspace workspace, List<HostName> hosts, Problems problems) {
        problems.add("x", workspace + "" + hosts, "");
        return Map.of();
    }
}
