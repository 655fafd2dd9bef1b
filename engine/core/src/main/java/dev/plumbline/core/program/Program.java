package dev.plumbline.core.program;

import dev.plumbline.api.value.HostName;
import java.util.List;

/**
 * A playbook, checked and ready to be planned.
 *
 * @param playbook the file as the user named it
 * @param hosts every host that a play names or an expression may look at
 */
public record Program(String playbook, List<Play> plays, List<HostName> hosts) {

    public Program {
        plays = List.copyOf(plays);
        hosts = List.copyOf(hosts);
    }
}
