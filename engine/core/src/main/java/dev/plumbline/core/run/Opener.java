package dev.plumbline.core.run;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.connection.ConnectionException;

/** Opens a conversation with a host of the inventory. Called from several threads at once, once for each host. */
@FunctionalInterface
public interface Opener {

    Link open(HostName host) throws ConnectionException;
}
