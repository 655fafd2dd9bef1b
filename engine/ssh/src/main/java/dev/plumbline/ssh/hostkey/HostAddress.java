package dev.plumbline.ssh.hostkey;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a host is looked up by in known_hosts.
 *
 * @param host name or IP address that is connected to
 * @param alias ssh_config's HostKeyAlias, which replaces both host and port
 */
public record HostAddress(String host, int port, Optional<String> alias) {

    private static final int SSH_PORT = 22;

    public static HostAddress of(String host, int port) {
        return new HostAddress(host, port, Optional.empty());
    }

    /** Returns the name under which a new key is written: {@code host}, or {@code [host]:port} where the port is not 22. */
    public String name() {
        String lower = alias.orElse(host).toLowerCase(Locale.ROOT);
        return alias.isPresent() || port == SSH_PORT ? lower : "[" + lower + "]:" + port;
    }

    /**
     * Returns all names under which the host's key may be known. As with OpenSSH, a key known for the host without a port is also right
     * on another port: it is the same key.
     */
    List<String> names() {
        String lower = host.toLowerCase(Locale.ROOT);
        return alias.isPresent() || port == SSH_PORT ? List.of(name()) : List.of(name(), lower);
    }
}
