package dev.plumbline.ssh;

import dev.plumbline.ssh.config.ConfigSources;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What connections are made from, beside the target itself.
 *
 * @param home the user's home: {@code ~} in ssh_config, and where default keys and known_hosts are
 * @param localUser the user who runs this program; the login name where nothing else is said
 * @param environment SSH_AUTH_SOCK, the variables that ssh_config names, and what a ProxyCommand gets
 * @param configFiles ssh_config files, the first value of a setting wins
 * @param projectKnownHosts the project's own known_hosts files; where they know a host, they alone decide about it
 * @param hostKeyPolicy what happens with unknown hosts; no ssh_config can change it
 */
public record SshSettings(
        Path home,
        String localUser,
        Map<String, String> environment,
        List<Path> configFiles,
        List<Path> projectKnownHosts,
        HostKeyPolicy hostKeyPolicy,
        SshLimits limits) {

    public SshSettings {
        environment = Map.copyOf(environment);
        configFiles = List.copyOf(configFiles);
        projectKnownHosts = List.copyOf(projectKnownHosts);
    }

    /** Returns OpenSSH's own places, without a project: {@code ~/.ssh/config} and {@code /etc/ssh/ssh_config}. */
    public static SshSettings ofEnvironment(Map<String, String> environment) {
        String user = System.getProperty("user.name", "");
        Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", "/")));
        return new SshSettings(
                home,
                user,
                environment,
                List.of(home.resolve(".ssh/config"), Path.of("/etc/ssh/ssh_config")),
                List.of(),
                HostKeyPolicy.REFUSE_UNKNOWN,
                SshLimits.DEFAULT);
    }

    public SshSettings withConfigFiles(List<Path> files) {
        return new SshSettings(home, localUser, environment, files, projectKnownHosts, hostKeyPolicy, limits);
    }

    public SshSettings withProjectKnownHosts(List<Path> files) {
        return new SshSettings(home, localUser, environment, configFiles, files, hostKeyPolicy, limits);
    }

    public SshSettings withHostKeyPolicy(HostKeyPolicy policy) {
        return new SshSettings(home, localUser, environment, configFiles, projectKnownHosts, policy, limits);
    }

    public SshSettings withLimits(SshLimits bounds) {
        return new SshSettings(home, localUser, environment, configFiles, projectKnownHosts, hostKeyPolicy, bounds);
    }

    ConfigSources configSources() {
        return new ConfigSources(configFiles, home, localUser, localHostName(), environment);
    }

    private static String localHostName() {
        try {
            // Asks no resolver, which could take long.
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return resolvedHostName();
        }
    }

    private static String resolvedHostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
