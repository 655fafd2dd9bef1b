package dev.plumbline.api.read;

import dev.plumbline.api.value.AbsolutePath;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Facts that are read together: they come from the same few files, and what changes one of them may change the others. */
public enum FactSubset {
    /** The distribution and its family, which package manager and which service manager it uses. */
    OS,
    /** The distribution's point release, which updates move. */
    VERSION,
    /** The kernel, the machine's name and identifiers. */
    SYSTEM,
    /** The full name that a resolver gives, which may take a look into the DNS. */
    FQDN,
    CPU,
    MEMORY,
    NETWORK,
    MOUNTS,
    USERS,
    PACKAGES,
    SERVICES,
    VIRTUALIZATION;

    private static final Set<String> NETWORK_UNITS =
            Set.of("networking", "network", "systemd-networkd", "NetworkManager", "dhcpcd", "wicked");
    private static final List<AbsolutePath> OS_FILES =
            List.of(new AbsolutePath("/etc/os-release"), new AbsolutePath("/etc/redhat-release"));
    private static final List<AbsolutePath> VERSION_FILES = List.of(
            new AbsolutePath("/etc/os-release"),
            new AbsolutePath("/etc/redhat-release"),
            new AbsolutePath("/etc/debian_version"));
    private static final List<AbsolutePath> NAME_FILES =
            List.of(new AbsolutePath("/etc/hosts"), new AbsolutePath("/etc/resolv.conf"));
    private static final List<AbsolutePath> ACCOUNT_FILES =
            List.of(new AbsolutePath("/etc/passwd"), new AbsolutePath("/etc/group"));
    private static final List<AbsolutePath> RESOLVER = List.of(new AbsolutePath("/etc/resolv.conf"));

    /** As the command line has it: {@code virtualization}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<FactSubset> find(String word) {
        return Arrays.stream(values())
                .filter(subset -> subset.word().equals(word))
                .findFirst();
    }

    /** Whether what is done to a part of the host may change these facts. */
    boolean depends(Scope scope) {
        return switch (scope) {
            case Scope.Everything everything -> true;
            case Scope.Software software -> isInstalled();
            case Scope.Facts(FactSubset of) -> equals(of);
            case Scope.Path(AbsolutePath path) ->
                files().stream().anyMatch(file -> file.isWithin(path) || path.isWithin(file));
            case Scope.Unit(String name) -> dependsOnUnit(name);
            case Scope.Packages packages -> this == PACKAGES;
            case Scope.Processes processes -> false;
            case Scope.Network network -> false;
            case Scope.Identity identity -> false;
            case Scope.Debts debts -> false;
        };
    }

    /** Whether installing, updating or removing packages may change them; a machine stays what it is. */
    private boolean isInstalled() {
        return switch (this) {
            case VERSION, NETWORK, MOUNTS, USERS, PACKAGES, SERVICES -> true;
            case OS, SYSTEM, FQDN, CPU, MEMORY, VIRTUALIZATION -> false;
        };
    }

    private List<AbsolutePath> files() {
        return switch (this) {
            case OS -> OS_FILES;
            case VERSION -> VERSION_FILES;
            case FQDN -> NAME_FILES;
            case USERS -> ACCOUNT_FILES;
            case NETWORK -> RESOLVER;
            default -> List.of();
        };
    }

    private boolean dependsOnUnit(String name) {
        return switch (this) {
            case SERVICES -> true;
            case MOUNTS -> name.endsWith(".mount") || name.endsWith(".automount") || name.endsWith(".swap");
            case NETWORK ->
                NETWORK_UNITS.contains(
                        name.endsWith(".service") ? name.substring(0, name.length() - ".service".length()) : name);
            default -> false;
        };
    }
}
