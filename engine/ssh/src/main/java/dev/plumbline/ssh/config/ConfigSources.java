package dev.plumbline.ssh.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where ssh_config is read from, and what its tokens mean.
 *
 * @param files read in this order, the first value of a setting wins; a file that isn't there is passed over
 * @param home for {@code ~} and {@code %d}
 * @param localUser for {@code %u} and {@code Match localuser}
 * @param localHost this machine's name, for {@code %l} and {@code %L}
 * @param environment for <code>${NAME}</code>
 */
public record ConfigSources(
        List<Path> files, Path home, String localUser, String localHost, Map<String, String> environment) {

    public ConfigSources {
        files = List.copyOf(files);
        environment = Map.copyOf(environment);
    }
}
