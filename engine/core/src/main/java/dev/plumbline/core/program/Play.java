package dev.plumbline.core.program;

import dev.plumbline.api.value.HostName;
import java.util.List;
import java.util.stream.Stream;

/**
 * A play: its hosts go through its tasks side by side, and all of them finish before the next play begins.
 *
 * @param hosts in the order in which the play takes them, the limit applied
 * @param handlers in the order in which they run when notified
 * @param rollout in which parts, and when it is stopped
 */
public record Play(
        String name, Position at, List<HostName> hosts, List<Node> tasks, List<Task> handlers, Rollout rollout) {

    public Play {
        hosts = List.copyOf(hosts);
        tasks = List.copyOf(tasks);
        handlers = List.copyOf(handlers);
    }

    /** All hosts at once. */
    public Play(String name, Position at, List<HostName> hosts, List<Node> tasks, List<Task> handlers) {
        this(name, at, hosts, tasks, handlers, Rollout.AT_ONCE);
    }

    /** Its tasks, those of every branch included, the gate between batches, and its handlers. */
    public Stream<Task> allTasks() {
        return Stream.of(Node.tasks(tasks), Node.tasks(rollout.gate()), handlers.stream())
                .flatMap(each -> each);
    }
}
