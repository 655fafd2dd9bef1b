package dev.plumbline.core.project;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The options of the command line that have a setting beneath them.
 *
 * @param inventory {@code -i}, in their order
 * @param forks {@code --forks}
 * @param remoteUser {@code -u}
 * @param privateKey {@code --private-key}
 * @param connectTimeout {@code --timeout}, in seconds
 * @param become {@code -b}
 * @param becomeUser {@code --become-user}
 * @param noColor {@code --no-color}
 * @param lockTimeout {@code --lock-timeout}
 * @param vaultIds {@code --vault-id}, each as {@code [LABEL@]SOURCE}, and {@code --ask-vault-pass}
 * @param vaultPasswordFile {@code --vault-password-file}
 */
public record Flags(
        List<String> inventory,
        OptionalInt forks,
        Optional<String> remoteUser,
        Optional<Path> privateKey,
        OptionalInt connectTimeout,
        boolean become,
        Optional<String> becomeUser,
        boolean noColor,
        Optional<Duration> lockTimeout,
        List<String> vaultIds,
        Optional<Path> vaultPasswordFile) {

    public Flags {
        inventory = List.copyOf(inventory);
        vaultIds = List.copyOf(vaultIds);
    }

    /** Without vaults, and without waiting for other runs. */
    public Flags(
            List<String> inventory,
            OptionalInt forks,
            Optional<String> remoteUser,
            Optional<Path> privateKey,
            OptionalInt connectTimeout,
            boolean become,
            Optional<String> becomeUser,
            boolean noColor) {
        this(
                inventory,
                forks,
                remoteUser,
                privateKey,
                connectTimeout,
                become,
                becomeUser,
                noColor,
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /** The same with these vaults. */
    public Flags withVaults(List<String> ids, Optional<Path> passwordFile) {
        return new Flags(
                inventory,
                forks,
                remoteUser,
                privateKey,
                connectTimeout,
                become,
                becomeUser,
                noColor,
                lockTimeout,
                ids,
                passwordFile);
    }

    /** The same with so long a wait for other runs. */
    public Flags withLockTimeout(Optional<Duration> wait) {
        return new Flags(
                inventory,
                forks,
                remoteUser,
                privateKey,
                connectTimeout,
                become,
                becomeUser,
                noColor,
                wait,
                vaultIds,
                vaultPasswordFile);
    }

    /** Nothing on the command line. */
    public static Flags none() {
        return new Flags(
                List.of(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                false,
                Optional.empty(),
                false);
    }
}
