package dev.plumbline.api.read;

import dev.plumbline.api.value.AbsolutePath;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Facts that are read together: they come from the same few files or from one utility. */
public enum FactSubset {
    /** The distribution and its family, which package manager and which service manager it uses. */
    OS,
    /** The running kernel, and the name that it keeps for the host. */
    KERNEL,
    /** The full name that a resolver gives, which may take a look into the DNS. */
    NAME,
    CPU,
    MEMORY,
    NETWORK,
    VIRTUALIZATION,
    MACHINE_ID,
    BOOT_ID,
    MOUNTS,
    USERS,
    PACKAGES,
    SERVICES;

    /** What part of the host tells them. */
    Scope about() {
        return switch (this) {
            case OS, KERNEL, CPU, MEMORY, VIRTUALIZATION, MACHINE_ID, BOOT_ID -> new Scope.Machine();
            case NAME, NETWORK, MOUNTS -> new Scope.Running();
            case USERS -> new Scope.Path(new AbsolutePath("/etc/passwd"));
            case PACKAGES -> new Scope.Packages();
            case SERVICES -> new Scope.Units();
        };
    }

    /** As the command line has it: {@code machine_id}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<FactSubset> find(String word) {
        return Arrays.stream(values())
                .filter(subset -> subset.word().equals(word))
                .findFirst();
    }
}
