package dev.plumbline.core.program;

import dev.plumbline.api.read.FactSubset;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import java.util.Set;

/** Where expressions get the facts of hosts from, when they name one. */
@FunctionalInterface
public interface FactSource {
    /** Before any host was asked. */
    FactSource LATER = (host, subset, together) -> {
        throw new NotYetKnown("the facts of " + host + " are read");
    };

    /**
     * The facts of a subset.
     *
     * @param together what else will probably be named: to be asked for in the same round
     * @throws NotYetKnown where they are known later
     * @throws UnreadableFacts where the host can't tell them
     */
    Data.Mapping facts(HostName host, FactSubset subset, Set<FactSubset> together);

    /** A host can't tell its facts, which is no mistake of the playbook's words. */
    final class UnreadableFacts extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public UnreadableFacts(String message) {
            super(message, null, false, false);
        }
    }
}
