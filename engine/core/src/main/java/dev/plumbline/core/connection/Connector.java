package dev.plumbline.core.connection;

/** Opens connections to hosts. */
public interface Connector {

    /**
     * Connects and authenticates.
     *
     * @throws ConnectionException with a code that tells which step failed; nothing was changed on the host
     */
    Connection connect(Target target) throws ConnectionException;
}
