package dev.plumbline.core.plan;

import dev.plumbline.api.value.HostName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One host's part of a plan.
 *
 * @param tasks in the order in which they run
 * @param mayCome ids of tasks that are in files of which one is chosen later
 * @param unreachable why nothing is known of it
 */
public record HostPlan(HostName host, List<TaskPlan> tasks, Set<String> mayCome, Optional<Fault> unreachable) {
    public HostPlan {
        tasks = List.copyOf(tasks);
        mayCome = Set.copyOf(mayCome);
    }

    public HostPlan(HostName host, List<TaskPlan> tasks, Optional<Fault> unreachable) {
        this(host, tasks, Set.of(), unreachable);
    }
}
