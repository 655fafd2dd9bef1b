package dev.plumbline.ssh.hostkey;

import java.nio.file.Path;

/**
 * One line of a known_hosts file.
 *
 * @param line counted from 1
 */
public record KnownKey(Marker marker, HostPatterns hosts, PublicKey key, Path file, int line) {

    /** What a line says of its key. */
    public enum Marker {
        /** The key of the hosts themselves. */
        HOST,
        /** The key that signs the certificates of the hosts. */
        AUTHORITY,
        /** A key that must never be accepted. */
        REVOKED
    }

    /** Returns {@code file:line}. */
    public String place() {
        return file + ":" + line;
    }
}
