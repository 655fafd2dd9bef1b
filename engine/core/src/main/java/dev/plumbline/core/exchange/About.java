package dev.plumbline.core.exchange;

import dev.plumbline.api.value.AbsolutePath;
import java.util.List;
import java.util.Optional;

/**
 * What an action is part of.
 *
 * @param task where the task stands in the playbook, for the host's log; empty where it is of none
 * @param guard what is rolled back where the action fails
 */
public record About(String task, Optional<Guard> guard) {
    public static final About NOTHING = new About("", Optional.empty());

    /**
     * Files that a service is started, restarted or reloaded with for the first time. Where that fails, they are put back as they were
     * before the run, the service is started with them, and is owed nothing more.
     *
     * @param debt the handler that is then no longer owed
     */
    public record Guard(List<AbsolutePath> files, Optional<String> debt) {
        public Guard {
            files = List.copyOf(files);
        }
    }
}
