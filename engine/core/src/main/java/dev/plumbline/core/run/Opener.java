package dev.plumbline.core.run;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.connection.ConnectionException;

/** Opens conversations with hosts of the inventory. Called from several threads at once, for each endpoint by one at a time. */
@FunctionalInterface
public interface Opener {

    Link open(HostName host) throws ConnectionException;

    /** What hosts have in common that are several names for one machine, reached in one way: they share a link. */
    default Object endpoint(HostName host) {
        return host;
    }

    /** The link to its endpoint as a host sees it. */
    default Link seenBy(HostName host, Link link) {
        return link;
    }
}
