package dev.plumbline.ssh;

import java.io.InputStream;
import java.io.OutputStream;

/** The bytes below SSH. Closing ends reads and writes that are under way, and may be done twice. */
interface Transport extends AutoCloseable {

    InputStream input();

    OutputStream output();

    /** Whether anything has been received yet. */
    default boolean hasSpoken() {
        return lastReceived() != 0;
    }

    /** Returns {@link System#nanoTime} when the last bytes were received; 0 before the first ones. */
    long lastReceived();

    /** Whether nothing more will be received. */
    boolean hasEnded();

    /** Words for an error, from what stands between: a ProxyCommand's own complaint; empty where there are none. */
    default String complaint() {
        return "";
    }

    @Override
    void close();
}
