package dev.plumbline.core.wire;

import dev.plumbline.api.value.AbsolutePath;
import java.time.Duration;
import java.util.Optional;

/**
 * How a host is spoken to.
 *
 * @param state the directory on the host for what must survive a run; where empty, nothing is kept there and no debt can be written
 * @param idle how long a host may be silent where nothing that runs takes long
 * @param patience how long a command, a package manager or a service may be silent
 * @param outputLimit how many bytes of each stream of a command are kept
 * @param exchangeLimit how many bytes of answers are kept in all of one exchange
 * @param lock who is to hold the host's lock before anything is changed there; where empty, none is taken
 * @param audit who does it and why, put before each line in the host's system log, without secrets; where empty, none is written
 */
public record ShellSettings(
        Escalation escalation,
        Optional<AbsolutePath> state,
        Duration idle,
        Duration patience,
        int outputLimit,
        int exchangeLimit,
        Optional<RunLock> lock,
        Optional<String> audit) {

    /** State in {@code /var/lib/plumbline}, 30 s of silence, an hour for commands, 4 MiB a stream, 256 MiB in all, no log. */
    public static ShellSettings standard() {
        return new ShellSettings(
                Escalation.withoutPassword(),
                Optional.of(new AbsolutePath("/var/lib/plumbline")),
                Duration.ofSeconds(30),
                Duration.ofHours(1),
                4 << 20,
                256 << 20,
                Optional.empty(),
                Optional.empty());
    }

    public ShellSettings withEscalation(Escalation changed) {
        return new ShellSettings(changed, state, idle, patience, outputLimit, exchangeLimit, lock, audit);
    }

    public ShellSettings withState(Optional<AbsolutePath> changed) {
        return new ShellSettings(escalation, changed, idle, patience, outputLimit, exchangeLimit, lock, audit);
    }

    public ShellSettings withIdle(Duration changed) {
        return new ShellSettings(escalation, state, changed, patience, outputLimit, exchangeLimit, lock, audit);
    }

    public ShellSettings withPatience(Duration changed) {
        return new ShellSettings(escalation, state, idle, changed, outputLimit, exchangeLimit, lock, audit);
    }

    public ShellSettings withOutputLimit(int changed) {
        return new ShellSettings(escalation, state, idle, patience, changed, exchangeLimit, lock, audit);
    }

    public ShellSettings withLock(RunLock changed) {
        return new ShellSettings(
                escalation, state, idle, patience, outputLimit, exchangeLimit, Optional.of(changed), audit);
    }

    public ShellSettings withAudit(String changed) {
        return new ShellSettings(
                escalation, state, idle, patience, outputLimit, exchangeLimit, lock, Optional.of(changed));
    }
}
