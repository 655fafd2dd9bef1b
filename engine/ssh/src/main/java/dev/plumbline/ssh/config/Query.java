package dev.plumbline.ssh.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which host is asked about.
 *
 * @param host as the user names it: an alias, a name or an address
 * @param user chosen by the user, and stronger than any file
 * @param port chosen by the user, and stronger than any file
 * @param options settings in ssh_config's spelling ({@code Name=value}, also with {@code -o} before), stronger than any file
 */
public record Query(String host, Optional<String> user, OptionalInt port, List<String> options) {

    public Query {
        options = List.copyOf(options);
    }
}
