package dev.plumbline.core.plan;

import dev.plumbline.api.value.HostName;

/**
 * One run of a task on a host.
 *
 * @param task the task's id
 * @param item index of the loop's item; 0 without a loop
 * @param phase for a task, where the loops around it stand, as in {@code [1][0]}; for a handler, the flush in which it runs
 */
public record RunKey(HostName host, String task, int item, String phase) {
    static final String FLUSH = "@";

    /** Where the task stands, as people call it: {@code site.yml:14}. */
    public String place() {
        int end = task.indexOf('#');
        return end < 0 ? task : task.substring(0, end);
    }

    public boolean isOfHandler() {
        return phase.contains(FLUSH);
    }
}
