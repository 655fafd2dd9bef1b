package dev.plumbline.core.run;

import dev.plumbline.api.action.Action.ProveReplication;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.exchange.StepOutcome;

/** Proves that what is written on a master arrives on its replicas. An action that needs several hosts at once. */
public interface ReplicationProver {

    /** Writes, reads and removes the marker. Where it fails, the marker was removed, or the message says when it expires. */
    StepOutcome prove(ProveReplication proof, Connections connections);

    /** The standing connections of a run, and the conversations on them. */
    @FunctionalInterface
    interface Connections {
        Link to(HostName host) throws ConnectionException;
    }
}
