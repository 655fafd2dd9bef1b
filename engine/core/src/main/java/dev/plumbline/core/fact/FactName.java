package dev.plumbline.core.fact;

import static dev.plumbline.api.read.FactSubset.BOOT_ID;
import static dev.plumbline.api.read.FactSubset.CPU;
import static dev.plumbline.api.read.FactSubset.KERNEL;
import static dev.plumbline.api.read.FactSubset.MACHINE_ID;
import static dev.plumbline.api.read.FactSubset.MEMORY;
import static dev.plumbline.api.read.FactSubset.MOUNTS;
import static dev.plumbline.api.read.FactSubset.NAME;
import static dev.plumbline.api.read.FactSubset.NETWORK;
import static dev.plumbline.api.read.FactSubset.OS;
import static dev.plumbline.api.read.FactSubset.PACKAGES;
import static dev.plumbline.api.read.FactSubset.SERVICES;
import static dev.plumbline.api.read.FactSubset.USERS;
import static dev.plumbline.api.read.FactSubset.VIRTUALIZATION;

import dev.plumbline.api.read.FactSubset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One fact by the name that expressions use. Names and meanings are Ansible's, without {@code ansible_}, where both have the fact.
 *
 * @param type for people: text, number, list, mapping
 */
public record FactName(String name, FactSubset subset, String type, String meaning) {

    /** Every fact, by subset. */
    public static final List<FactName> ALL = List.of(
            text("distribution", OS, "`Debian`, `Ubuntu`, `RedHat`, `Rocky`, `Alpine` …"),
            text("distribution_version", OS, "`12.5`"),
            text("distribution_major_version", OS, "`12`"),
            text("distribution_release", OS, "the code name: `bookworm`"),
            text("os_family", OS, "`Debian`, `RedHat`, `Suse`, `Alpine`, `Archlinux`"),
            text("pkg_mgr", OS, "`apt`, `dnf`, `apk` …"),
            text("service_mgr", OS, "`systemd`, `openrc`, or what runs as the first process"),
            text("system", KERNEL, "`Linux`"),
            text("kernel", KERNEL, "the running kernel's release: `6.1.0-18-amd64`"),
            text("kernel_version", KERNEL, "how it was built"),
            text("machine", KERNEL, "`x86_64`, `aarch64` …"),
            text("architecture", KERNEL, "the same, with `i386` for all of its kind"),
            text("nodename", KERNEL, "the name that the kernel keeps for the host"),
            text("hostname", KERNEL, "the same up to its first dot"),
            text("fqdn", NAME, "the full name, by the resolver or `/etc/hosts`"),
            text("domain", NAME, "what follows its first dot"),
            new FactName("processor", CPU, "list", "of each processor its number and names"),
            number("processor_count", CPU, "sockets"),
            number("processor_cores", CPU, "cores of a socket"),
            number("processor_threads_per_core", CPU, "threads of a core"),
            number("processor_vcpus", CPU, "processors that programs see"),
            number("memtotal_mb", MEMORY, "memory in MiB"),
            number("swaptotal_mb", MEMORY, "swap in MiB"),
            new FactName("interfaces", NETWORK, "list", "names of the network interfaces"),
            new FactName(
                    "links",
                    NETWORK,
                    "mapping",
                    "by interface: `device`, `active`, `type`, `macaddress`, `mtu`, `ipv4`, `ipv4_secondaries`,"
                            + " `ipv6`"),
            new FactName(
                    "default_ipv4",
                    NETWORK,
                    "mapping",
                    "from where packets to elsewhere leave: `address`, `interface`, `gateway`, `prefix`, `netmask`,"
                            + " `network`, `broadcast`, `macaddress`, `mtu`, `type`"),
            new FactName("default_ipv6", NETWORK, "mapping", "the same, with `scope`"),
            new FactName("all_ipv4_addresses", NETWORK, "list", "but those of the loopback"),
            new FactName("all_ipv6_addresses", NETWORK, "list", "but those of the loopback"),
            text("virtualization_type", VIRTUALIZATION, "`kvm`, `VMware`, `docker`, `lxc` …; `NA` for none"),
            text("virtualization_role", VIRTUALIZATION, "`guest`, `host`, `NA`"),
            text("machine_id", MACHINE_ID, "of `/etc/machine-id`: another one where the host was set up anew"),
            text("boot_id", BOOT_ID, "another one after each boot"),
            new FactName(
                    "mounts",
                    MOUNTS,
                    "list",
                    "each `mount`, `device`, `fstype`, `options`; of devices also `size_total`, `size_available`, in"
                            + " bytes"),
            new FactName("users", USERS, "mapping", "by name: `uid`, `gid`, `gecos`, `home`, `shell`"),
            new FactName(
                    "packages",
                    PACKAGES,
                    "mapping",
                    "by name a list of the installed: `name`, `version`, `arch`, `source`; of rpm also `release`,"
                            + " `epoch`"),
            new FactName(
                    "services",
                    SERVICES,
                    "mapping",
                    "by name: `name`, `state` (`running`, `stopped`, `failed` …), `status` (`enabled`, `disabled` …),"
                            + " `source`"));

    private static final Map<String, FactName> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(FactName::name, Function.identity()));

    private static FactName text(String name, FactSubset subset, String meaning) {
        return new FactName(name, subset, "text", meaning);
    }

    private static FactName number(String name, FactSubset subset, String meaning) {
        return new FactName(name, subset, "number", meaning);
    }

    public static Optional<FactName> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Every name, in the order of {@link #ALL}. */
    public static List<String> names() {
        return ALL.stream().map(FactName::name).toList();
    }
}
