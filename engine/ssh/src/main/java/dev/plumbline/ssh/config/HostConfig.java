package dev.plumbline.ssh.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What ssh_config says of one host, with OpenSSH's defaults where it is silent. StrictHostKeyChecking is read, and knowingly left out:
 * no file can loosen the check of host keys.
 *
 * @param alias the host as the user named it
 * @param host the name or address to connect to
 * @param identityFiles in order; where {@code identityFilesNamed} is false these are OpenSSH's default places
 * @param identitiesOnly whether the agent's other keys stay out
 * @param agent the agent's socket; empty where none is to be used
 * @param jumps the hosts to go through, in order
 * @param proxyCommand a shell command whose standard streams are the connection, tokens replaced
 * @param connectTimeout longest time to connect, where set
 * @param aliveInterval time of silence after which the server is asked, where set; zero turns it off
 * @param aliveCountMax questions without an answer after which the connection is lost, where set
 * @param addressFamily {@code any}, {@code inet} or {@code inet6}
 * @param requiredRsaSize fewest bits of an RSA key
 */
public record HostConfig(
        String alias,
        String host,
        int port,
        String user,
        List<Path> identityFiles,
        boolean identityFilesNamed,
        boolean identitiesOnly,
        Optional<Path> agent,
        List<Path> certificateFiles,
        List<Path> userKnownHosts,
        List<Path> globalKnownHosts,
        Optional<String> hostKeyAlias,
        Optional<Path> revokedHostKeys,
        List<Hop> jumps,
        Optional<String> proxyCommand,
        Optional<Duration> connectTimeout,
        Optional<Duration> aliveInterval,
        OptionalInt aliveCountMax,
        List<String> preferredAuthentications,
        boolean publicKeyAuthentication,
        boolean passwordAuthentication,
        boolean keyboardInteractiveAuthentication,
        Algorithms algorithms,
        String addressFamily,
        Optional<String> bindAddress,
        boolean compression,
        int requiredRsaSize) {

    public HostConfig {
        identityFiles = List.copyOf(identityFiles);
        certificateFiles = List.copyOf(certificateFiles);
        userKnownHosts = List.copyOf(userKnownHosts);
        globalKnownHosts = List.copyOf(globalKnownHosts);
        jumps = List.copyOf(jumps);
        preferredAuthentications = List.copyOf(preferredAuthentications);
    }
}
