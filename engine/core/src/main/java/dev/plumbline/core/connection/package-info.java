/** The port through which the engine reaches a host: connections, remote processes, tunnels. {@code ssh} implements it. */
@NullMarked
package dev.plumbline.core.connection;

import org.jspecify.annotations.NullMarked;
