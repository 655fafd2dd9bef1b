package dev.plumbline.core.connection;

import java.net.Socket;
import java.time.Duration;

/** One authenticated connection to one host, on which remote processes and tunnels are opened. Safe for use by several threads. */
public interface Connection extends AutoCloseable {

    /**
     * Starts a command under the login user's shell. No terminal is asked for.
     *
     * @param command the exact text of the exec request; it must hold no secret
     */
    RemoteProcess start(String command) throws ConnectionException;

    /**
     * Opens a tunnel to a TCP address as seen from the host.
     *
     * @return a connected socket whose read timeout can be set
     * @throws ConnectionException {@code tunnel.forbidden} where the server forbids forwarding, {@code tunnel.refused} where nobody
     *     listens
     */
    Socket tunnel(String address, int port, Duration timeout) throws ConnectionException;

    /** Whether the transport still stands, as far as is known. */
    boolean isOpen();

    @Override
    void close();
}
