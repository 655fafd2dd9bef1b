package dev.plumbline.api.read;

import dev.plumbline.api.value.AbsolutePath;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Facts that are read together: they come from the same few files or from one utility. */
public enum FactSubset {
    /** The distribution and its family, which package manager and which service manager it uses. */
    OS(new Scope.Machine()),
    /** The running kernel, and the name that it keeps for the host. */
    KERNEL(new Scope.Machine()),
    /** The full name that a resolver gives, which may take a look into the DNS. */
    NAME(new Scope.Running()),
    CPU(new Scope.Machine()),
    MEMORY(new Scope.Machine()),
    NETWORK(new Scope.Running()),
    VIRTUALIZATION(new Scope.Machine()),
    MACHINE_ID(new Scope.Machine()),
    BOOT_ID(new Scope.Machine()),
    MOUNTS(new Scope.Running()),
    USERS(new Scope.Path(new AbsolutePath("/etc/passwd"))),
    PACKAGES(new Scope.Packages()),
    SERVICES(new Scope.Units());

    private final Scope about;

    FactSubset(Scope about) {
        this.about = about;
    }

    /** What part of the host tells them. */
    Scope about() {
        return about;
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
