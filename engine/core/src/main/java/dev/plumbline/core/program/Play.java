package dev.plumbline.core.program;

import dev.plumbline.api.value.HostName;
import java.util.List;

/**
 * A play: its hosts go through its tasks side by side, and all of them finish before the next play begins.
 *
 * @param hosts in the inventory's order, the limit applied
 * @param handlers in the order in which they run when notified
 */
public record Play(String name, Position at, List<HostName> hosts, List<Node> tasks, List<Task> handlers) {

    public Play {
        hosts = List.copyOf(hosts);
        tasks = List.copyOf(tasks);
        handlers = List.copyOf(handlers);
    }
}
