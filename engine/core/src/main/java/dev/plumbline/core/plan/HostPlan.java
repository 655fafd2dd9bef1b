package dev.plumbline.core.plan;

import dev.plumbline.api.value.HostName;
import java.util.List;
import java.util.Optional;

/**
 * One host's part of a plan.
 *
 * @param tasks in the order in which they run
 * @param unreachable why nothing is known of it
 */
public record HostPlan(HostName host, List<TaskPlan> tasks, Optional<Fault> unreachable) {
    public HostPlan {
        tasks = List.copyOf(tasks);
    }
}
