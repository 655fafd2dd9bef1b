package dev.plumbline.core.run;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.exchange.StepOutcome;

/** Does those proofs that need several hosts at once. */
@FunctionalInterface
public interface Prover {

    StepOutcome prove(Action.ProveReplication proof, Connections connections);

    /** The connections that stand. */
    @FunctionalInterface
    interface Connections {
        Connection to(HostName host) throws ConnectionException;
    }
}
