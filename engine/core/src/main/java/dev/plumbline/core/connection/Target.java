package dev.plumbline.core.connection;

import dev.plumbline.api.value.HostName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Where and how to log in. What is absent comes from ssh_config, and where that is silent too, from OpenSSH's defaults.
 *
 * @param host the inventory's name, for messages
 * @param address host name, IP address or ssh_config alias to connect to
 * @param port {@code ansible_port}
 * @param user {@code ansible_user} or {@code -u}
 * @param privateKeys key files named by {@code ansible_ssh_private_key_file} or {@code --private-key}; where given, only these and the
 *     agent are offered
 * @param password {@code ansible_password}; characters are handed over only when a server asks
 * @param passphrase for encrypted private keys
 * @param options further options in ssh_config's spelling, as from {@code ansible_ssh_common_args}, {@code -o Name=value}
 * @param connectTimeout for DNS, TCP, key exchange and authentication together
 * @param keepalive interval of keepalive messages; a connection without an answer for three intervals is lost
 */
public record Target(
        HostName host,
        String address,
        OptionalInt port,
        Optional<String> user,
        List<Path> privateKeys,
        Optional<Supplier<char[]>> password,
        Optional<Supplier<char[]>> passphrase,
        List<String> options,
        Duration connectTimeout,
        Duration keepalive) {

    public Target {
        privateKeys = List.copyOf(privateKeys);
        options = List.copyOf(options);
    }
}
