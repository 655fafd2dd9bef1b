package dev.plumbline.cli.assembly;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.connection.Target;
import dev.plumbline.core.inventory.HostConnection;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * What decides where an SSH connection leads and who is logged in. Names of the inventory with the same one are several names for one
 * machine, such as the instances of a service.
 *
 * @param password of the login
 * @param becomePassword of sudo
 */
record Endpoint(
        String address,
        OptionalInt port,
        Optional<String> user,
        List<Path> privateKeys,
        List<String> options,
        Optional<Path> sshConfig,
        Password password,
        Password becomePassword) {

    static Map<HostName, Endpoint> of(Map<HostName, HostConnection> hosts) {
        Map<HostName, Endpoint> endpoints = new HashMap<>();
        hosts.forEach((host, to) -> endpoints.put(host, of(to)));
        return Map.copyOf(endpoints);
    }

    private static Endpoint of(HostConnection to) {
        Target target = to.target();
        return new Endpoint(
                target.address().toLowerCase(Locale.ROOT),
                target.port(),
                target.user(),
                target.privateKeys(),
                target.options(),
                to.sshConfig(),
                new Password(target.password()),
                new Password(to.escalation().password()));
    }

    /** A password that is known by where it comes from, and equal to another of the same characters. */
    static final class Password {
        private final Optional<Supplier<char[]>> characters;

        Password(Optional<Supplier<char[]>> characters) {
            this.characters = characters;
        }

        private String revealed() {
            return characters.map(Supplier::get).map(String::new).orElse("");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Password that
                    && characters.isPresent() == that.characters.isPresent()
                    && revealed().equals(that.revealed());
        }

        @Override
        public int hashCode() {
            return Boolean.hashCode(characters.isPresent());
        }

        @Override
        public String toString() {
            return "Password";
        }
    }
}
