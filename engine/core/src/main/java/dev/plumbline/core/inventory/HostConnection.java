package dev.plumbline.core.inventory;

import dev.plumbline.core.connection.Target;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How a host is reached, by its variables and the project's settings.
 *
 * @param sshConfig the only ssh_config to read ({@code -F}); where absent, the user's and the system's
 */
public record HostConnection(Target target, Escalation escalation, Optional<Path> sshConfig) {

    /**
     * Whom to become on the host.
     *
     * @param wanted {@code ansible_become}; where absent, the playbook decides
     * @param user {@code ansible_become_user}; where absent, the playbook decides, and else root
     * @param password {@code ansible_become_password}; characters are handed over only when it is asked for
     */
    public record Escalation(Optional<Boolean> wanted, Optional<String> user, Optional<Supplier<char[]>> password) {}
}
