package dev.plumbline.ssh;

import dev.plumbline.core.connection.Target;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Targets that differ from another one in a single respect. */
final class Targets {

    static Target withPassphrase(Target target, String passphrase) {
        return copy(
                target,
                target.address(),
                target.port(),
                target.password(),
                Optional.of(passphrase::toCharArray),
                target.options(),
                target.connectTimeout(),
                target.keepalive());
    }

    static Target withPassword(Target target, String password) {
        return copy(
                target,
                target.address(),
                target.port(),
                Optional.of(password::toCharArray),
                target.passphrase(),
                target.options(),
                target.connectTimeout(),
                target.keepalive());
    }

    static Target withAddress(Target target, String address) {
        return copy(
                target,
                address,
                target.port(),
                target.password(),
                target.passphrase(),
                target.options(),
                target.connectTimeout(),
                target.keepalive());
    }

    static Target withPort(Target target, int port) {
        return copy(
                target,
                target.address(),
                OptionalInt.of(port),
                target.password(),
                target.passphrase(),
                target.options(),
                target.connectTimeout(),
                target.keepalive());
    }

    static Target withOptions(Target target, String... options) {
        return copy(
                target,
                target.address(),
                target.port(),
                target.password(),
                target.passphrase(),
                List.of(options),
                target.connectTimeout(),
                target.keepalive());
    }

    static Target withTimeout(Target target, Duration timeout) {
        return copy(
                target,
                target.address(),
                target.port(),
                target.password(),
                target.passphrase(),
                target.options(),
                timeout,
                target.keepalive());
    }

    static Target withKeepalive(Target target, Duration keepalive) {
        return copy(
                target,
                target.address(),
                target.port(),
                target.password(),
                target.passphrase(),
                target.options(),
                target.connectTimeout(),
                keepalive);
    }

    private static Target copy(
            Target target,
            String address,
            OptionalInt port,
            Optional<Supplier<char[]>> password,
            Optional<Supplier<char[]>> passphrase,
            List<String> options,
            Duration timeout,
            Duration keepalive) {
        return new Target(
                target.host(),
                address,
                port,
                target.user(),
                target.privateKeys(),
                password,
                passphrase,
                options,
                timeout,
                keepalive);
    }

    private Targets() {}
}
