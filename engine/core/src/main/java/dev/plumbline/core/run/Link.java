package dev.plumbline.core.run;

import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.exchange.HostSession;

/** A host's connection and the conversation on it. */
public record Link(Connection connection, HostSession session) implements AutoCloseable {

    @Override
    public void close() {
        session.close();
        connection.close();
    }
}
