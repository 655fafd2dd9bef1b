package dev.plumbline.cli.assembly;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.inventory.HostConnection;
import dev.plumbline.core.playbook.ModuleIndex;
import dev.plumbline.core.program.Program;
import java.util.Map;

/**
 * A playbook, ready to be run.
 *
 * @param hosts how each host of the program is reached
 * @param modules those that it could name
 */
public record Loaded(Program program, Map<HostName, HostConnection> hosts, ModuleIndex modules) {
    public Loaded {
        hosts = Map.copyOf(hosts);
    }
}
