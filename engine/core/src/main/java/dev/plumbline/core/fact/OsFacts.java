package dev.plumbline.core.fact;

import dev.plumbline.api.value.Data;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The distribution, by os-release(5) and the older files beside it, with the names that Ansible gives. */
final class OsFacts {
    private static final Pattern CODENAME = Pattern.compile("\\(([^()]+)\\)");
    private static final Pattern RELEASE = Pattern.compile("release (\\d+(?:\\.\\d+)?)");
    private static final String UNKNOWN = "NA";

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("debian", "Debian"),
            Map.entry("ubuntu", "Ubuntu"),
            Map.entry("raspbian", "Raspbian"),
            Map.entry("linuxmint", "Linux Mint"),
            Map.entry("kali", "Kali"),
            Map.entry("devuan", "Devuan"),
            Map.entry("rhel", "RedHat"),
            Map.entry("centos", "CentOS"),
            Map.entry("fedora", "Fedora"),
            Map.entry("rocky", "Rocky"),
            Map.entry("almalinux", "AlmaLinux"),
            Map.entry("ol", "OracleLinux"),
            Map.entry("amzn", "Amazon"),
            Map.entry("alpine", "Alpine"),
            Map.entry("arch", "Archlinux"),
            Map.entry("gentoo", "Gentoo"),
            Map.entry("opensuse-leap", "openSUSE Leap"),
            Map.entry("opensuse-tumbleweed", "openSUSE Tumbleweed"),
            Map.entry("sles", "SLES"));

    private static final Map<String, String> FAMILIES = Map.ofEntries(
            Map.entry("debian", "Debian"),
            Map.entry("ubuntu", "Debian"),
            Map.entry("rhel", "RedHat"),
            Map.entry("centos", "RedHat"),
            Map.entry("fedora", "RedHat"),
            Map.entry("ol", "RedHat"),
            Map.entry("amzn", "RedHat"),
            Map.entry("alpine", "Alpine"),
            Map.entry("arch", "Archlinux"),
            Map.entry("gentoo", "Gentoo"),
            Map.entry("suse", "Suse"),
            Map.entry("opensuse", "Suse"),
            Map.entry("opensuse-leap", "Suse"),
            Map.entry("opensuse-tumbleweed", "Suse"),
            Map.entry("sles", "Suse"));

    private static final Map<String, String> MANAGERS = Map.ofEntries(
            Map.entry("apt-get", "apt"),
            Map.entry("dnf", "dnf"),
            Map.entry("dnf-3", "dnf"),
            Map.entry("dnf5", "dnf5"),
            Map.entry("microdnf", "dnf"),
            Map.entry("yum", "yum"),
            Map.entry("apk", "apk"),
            Map.entry("zypper", "zypper"),
            Map.entry("pacman", "pacman"));

    private OsFacts() {}

    static Optional<Data.Mapping> of(HostText text) {
        Map<String, String> release = variables(text.lines("os-release"));
        if (release.isEmpty() && text.first("redhat-release").isEmpty()) {
            return Optional.empty();
        }
        String id = release.getOrDefault("ID", text.first("redhat-release").isPresent() ? "rhel" : "linux");
        String name = NAMES.getOrDefault(id, release.getOrDefault("NAME", id));
        String version = version(id, release, text);
        String family = family(id, release.getOrDefault("ID_LIKE", "")).orElse(name);
        return Optional.of(Data.mapping()
                .put("distribution", name)
                .put("distribution_version", version)
                .put("distribution_major_version", major(version))
                .put("distribution_release", codename(release))
                .put("os_family", family)
                .put("pkg_mgr", manager(text.lines("package-managers"), family))
                .put("service_mgr", services(text))
                .build());
    }

    /** Assignments as a shell would read them. */
    private static Map<String, String> variables(List<String> lines) {
        Map<String, String> variables = new HashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                variables.put(
                        line.substring(0, equals).strip(),
                        unquoted(line.substring(equals + 1).strip()));
            }
        }
        return variables;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1
                && (value.startsWith("\"") || value.startsWith("'"))
                && value.charAt(value.length() - 1) == value.charAt(0);
        String inner = quoted ? value.substring(1, value.length() - 1) : value;
        return value.startsWith("'") ? inner : inner.replaceAll("\\\\([$\"\\\\`])", "$1");
    }

    /** Debian and the older of Red Hat's kind write the minor version elsewhere. */
    private static String version(String id, Map<String, String> release, HostText text) {
        String version = release.getOrDefault("VERSION_ID", "");
        Optional<String> minor = switch (id) {
            case "debian" -> text.first("debian_version").filter(found -> found.matches("\\d+(\\.\\d+)*"));
            case "centos", "rhel" ->
                text.first("redhat-release")
                        .map(RELEASE::matcher)
                        .filter(Matcher::find)
                        .map(found -> found.group(1));
            default -> Optional.empty();
        };
        if (minor.isPresent() && (version.isEmpty() || minor.get().startsWith(version))) {
            return minor.get();
        }
        return version.isEmpty() ? text.first("debian_version").orElse(UNKNOWN) : version;
    }

    private static String major(String version) {
        int dot = version.indexOf('.');
        return dot < 0 ? version : version.substring(0, dot);
    }

    private static String codename(Map<String, String> release) {
        String codename = release.getOrDefault("VERSION_CODENAME", release.getOrDefault("UBUNTU_CODENAME", ""));
        if (!codename.isBlank()) {
            return codename;
        }
        Matcher matcher = CODENAME.matcher(release.getOrDefault("VERSION", ""));
        return matcher.find() ? matcher.group(1) : UNKNOWN;
    }

    private static Optional<String> family(String id, String alike) {
        Optional<String> own = Optional.ofNullable(FAMILIES.get(id));
        return own.isPresent()
                ? own
                : Arrays.stream(alike.split("\\s+", -1))
                        .flatMap(like -> Optional.ofNullable(FAMILIES.get(like)).stream())
                        .findFirst();
    }

    /** Of several the one that the family uses; a newer Fedora's {@code dnf} is dnf5, where {@code dnf-3} is gone. */
    private static String manager(List<String> found, String family) {
        List<String> order = switch (family) {
            case "Debian" -> List.of("apt-get");
            case "RedHat" -> found.contains("dnf-3") ? List.of("dnf-3") : List.of("dnf5", "dnf", "microdnf", "yum");
            case "Suse" -> List.of("zypper");
            case "Alpine" -> List.of("apk");
            case "Archlinux" -> List.of("pacman");
            default -> List.of();
        };
        return order.stream()
                .filter(found::contains)
                .findFirst()
                .or(() -> found.stream().findFirst())
                .map(tool -> MANAGERS.getOrDefault(tool, tool))
                .orElse("unknown");
    }

    private static String services(HostText text) {
        if (text.has("systemd")) {
            return "systemd";
        }
        String init = text.first("init").orElse("service").toLowerCase(Locale.ROOT);
        if (text.has("openrc")) {
            return "openrc";
        }
        return init.equals("init") ? "sysvinit" : init;
    }
}
