package dev.plumbline.cli.options;

import dev.plumbline.core.project.Flags;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which hosts there are, and how they are reached. */
public final class ProjectOptions {

    @Option(
            names = {"-i", "--inventory"},
            paramLabel = "FILE",
            description = "inventory file or directory, or hosts with a comma: -i host1, ; repeatable")
    private List<String> inventory = List.of();

    @Option(
            names = {"-u", "--user"},
            paramLabel = "USER",
            description = "whom to log in as")
    private @Nullable String user;

    @Option(names = "--private-key", paramLabel = "FILE", description = "the key to log in with")
    private @Nullable Path privateKey;

    @Option(
            names = {"-b", "--become"},
            description = "become another user by sudo where the playbook does not say")
    private boolean become;

    @Option(names = "--become-user", paramLabel = "USER", description = "whom to become; root where nothing is said")
    private @Nullable String becomeUser;

    @Option(names = "--forks", paramLabel = "N", description = "how many hosts are worked on at the same time")
    private @Nullable Integer forks;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "how long connecting may take")
    private @Nullable Integer timeout;

    @Option(
            names = "--lock-timeout",
            paramLabel = "TIME",
            description = "how long to wait for another run that changes a host, as in 10m; else it is refused",
            converter = LockTimeout.class)
    private @Nullable Duration lockTimeout;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "why this is done, for the history and the hosts' logs")
    private @Nullable String reason;

    @Option(
            names = {"-K", "--ask-become-pass"},
            description = "asks for sudo's password; else PLUMB_BECOME_PASS or ansible_become_password")
    private boolean askBecomePassword;

    @Option(
            names = {"-k", "--ask-pass"},
            description = "asks for the password to log in with; else ansible_password, or keys")
    private boolean askPassword;

    @Mixin
    private VaultOptions vaults = new VaultOptions();

    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    public boolean isAskBecomePassword() {
        return askBecomePassword;
    }

    public boolean isAskPassword() {
        return askPassword;
    }

    /** As {@code -i} gave it. */
    public List<String> inventory() {
        return List.copyOf(inventory);
    }

    /** What of these has a setting beneath it. */
    public Flags flags(boolean noColor) {
        return vaults.in(new Flags(
                        inventory,
                        number(forks),
                        Optional.ofNullable(user),
                        Optional.ofNullable(privateKey),
                        number(timeout),
                        become,
                        Optional.ofNullable(becomeUser),
                        noColor)
                .withLockTimeout(Optional.ofNullable(lockTimeout)));
    }

    /** Reads the time. */
    static final class LockTimeout implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return Interval.parse(text)
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + text + "' is no time: write seconds, or a unit as in 10m"));
        }
    }

    private static OptionalInt number(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
