package dev.plumbline.core.connection;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;

/**
 * A process on the host. Its output is buffered up to a bound that the connection sets, so that an unread stream never stalls the
 * connection's other channels; beyond the bound the process is closed and its exit is {@link Exit.Lost}.
 */
public interface RemoteProcess extends AutoCloseable {

    OutputStream stdin();

    /** Blocks until data, end of stream, or {@link #close()}. */
    InputStream stdout();

    InputStream stderr();

    /** Completes when the process has ended and all of its output has arrived. */
    CompletableFuture<Exit> exit();

    @Override
    void close();

    /** How a remote process ended. */
    sealed interface Exit {

        /** Ended by itself. */
        record Status(int code) implements Exit {}

        /** Killed by a signal: its effects are unknown. */
        record Signal(String name) implements Exit {}

        /** The channel or the connection was lost: its effects are unknown. */
        record Lost(String reason) implements Exit {}
    }
}
