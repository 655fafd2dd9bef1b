package dev.plumbline.core.plan;

import dev.plumbline.api.value.HostName;

/**
 * One run of a task on a host.
 *
 * @param task the task's id
 * @param item index of the loop's item; 0 without a loop
 * @param phase empty for a task; for a handler, the flush in which it runs
 */
public record RunKey(HostName host, String task, int item, String phase) {}
