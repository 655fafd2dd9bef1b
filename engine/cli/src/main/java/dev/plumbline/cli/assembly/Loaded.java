package dev.plumbline.cli.assembly;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.inventory.HostConnection;
import dev.plumbline.core.playbook.ModuleIndex;
import dev.plumbline.core.program.Program;
import dev.plumbline.core.yaml.FilesRead;
import java.util.Map;

/**
 * A playbook, ready to be run.
 *
 * @param hosts how each host of the program is reached
 * @param modules those that it could name
 * @param extra the variables of {@code -e}
 * @param filesRead the files that it was made from, as far as they were looked at
 */
public record Loaded(
        Program program,
        Map<HostName, HostConnection> hosts,
        ModuleIndex modules,
        Map<String, Definition> extra,
        FilesRead filesRead) {
    public Loaded {
        hosts = Map.copyOf(hosts);
        extra = Map.copyOf(extra);
    }
}
