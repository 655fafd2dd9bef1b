package dev.plumbline.ssh;

/** What happens with the key of a host of which nothing is known. A changed or revoked key is refused in any case. */
public enum HostKeyPolicy {
    /** The connection is refused. */
    REFUSE_UNKNOWN,
    /** The key is written down in the project's first known_hosts file, and accepted. */
    ACCEPT_NEW
}
