package dev.plumbline.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.probe.Known;
import dev.plumbline.api.read.FactSubset;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.Data;
import dev.plumbline.core.fact.FactName;
import dev.plumbline.core.wire.LocalConnection.Host;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What this machine says of itself to each shell is compared with what Java sees of it. */
class FactsTest extends HostTest {

    private Data.Mapping facts(Host host, FactSubset subset) throws Exception {
        return seen(session(host), new Read.Facts(subset));
    }

    private static Data get(Data.Mapping facts, String name) {
        return Objects.requireNonNull(facts.entries().get(name), name);
    }

    @ParameterizedTest
    @EnumSource
    void hardwareAndKernel(Host host) throws Exception {
        Data.Mapping cpu = facts(host, FactSubset.CPU);
        assertThat(get(cpu, "processor_vcpus"))
                .isEqualTo(Data.of((long) Runtime.getRuntime().availableProcessors()));

        long kilobytes = Long.parseLong(
                Files.readAllLines(Path.of("/proc/meminfo")).getFirst().replaceAll("[^0-9]", ""));
        assertThat(get(facts(host, FactSubset.MEMORY), "memtotal_mb")).isEqualTo(Data.of(kilobytes / 1024));

        Data.Mapping kernel = facts(host, FactSubset.KERNEL);
        assertThat(get(kernel, "kernel")).isEqualTo(Data.of(System.getProperty("os.version")));
        assertThat(get(kernel, "system")).isEqualTo(Data.of("Linux"));
        assertThat(get(kernel, "machine").toString()).isIn("x86_64", "aarch64");
    }

    @ParameterizedTest
    @EnumSource
    void theDistribution(Host host) throws Exception {
        String release = Files.readString(Path.of("/etc/os-release"));
        Data.Mapping os = facts(host, FactSubset.OS);

        assertThat(release).contains("ID=" + get(os, "distribution").toString().toLowerCase(java.util.Locale.ROOT));
        assertThat(release).contains("VERSION_CODENAME=" + get(os, "distribution_release"));
        assertThat(release).contains("VERSION_ID=\"" + get(os, "distribution_major_version") + "\"");
        assertThat(get(os, "os_family")).isEqualTo(Data.of("Debian"));
    }

    @ParameterizedTest
    @EnumSource
    void identifiers(Host host) throws Exception {
        assertThat(get(facts(host, FactSubset.BOOT_ID), "boot_id"))
                .isEqualTo(Data.of(Files.readString(Path.of("/proc/sys/kernel/random/boot_id"))
                        .strip()));
        Path id = Path.of("/etc/machine-id");
        if (Files.exists(id) && !Files.readString(id).isBlank()) {
            assertThat(get(facts(host, FactSubset.MACHINE_ID), "machine_id"))
                    .isEqualTo(Data.of(Files.readString(id).strip()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void interfacesAndAddresses(Host host) throws Exception {
        Data.Mapping network = facts(host, FactSubset.NETWORK);
        TreeSet<String> interfaces = new TreeSet<>();
        TreeSet<String> addresses = new TreeSet<>();
        for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
            interfaces.add(each.getName());
            each.inetAddresses()
                    .filter(java.net.Inet4Address.class::isInstance)
                    .filter(address -> !address.isLoopbackAddress())
                    .forEach(address -> addresses.add(address.getHostAddress()));
        }
        assertThat(texts(get(network, "interfaces"))).containsAll(interfaces);
        assertThat(new TreeSet<>(texts(get(network, "all_ipv4_addresses")))).isEqualTo(addresses);
        assertThat(((Data.Mapping) get(network, "links")).entries()).containsKey("lo");
    }

    @ParameterizedTest
    @EnumSource
    void usersAndMounts(Host host) throws Exception {
        Data.Mapping users = (Data.Mapping) get(facts(host, FactSubset.USERS), "users");
        Data.Mapping root = (Data.Mapping) get(users, "root");
        assertThat(get(root, "uid")).isEqualTo(Data.of(0L));
        assertThat(get(root, "home")).isEqualTo(Data.of("/root"));

        Data.Sequence mounts = (Data.Sequence) get(facts(host, FactSubset.MOUNTS), "mounts");
        assertThat(mounts.items()).anySatisfy(mount -> {
            assertThat(get((Data.Mapping) mount, "mount")).isEqualTo(Data.of("/"));
            assertThat(Long.parseLong(get((Data.Mapping) mount, "size_total").toString()))
                    .isEqualTo(Path.of("/").toFile().getTotalSpace());
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Host.class,
            names = {"DASH", "BASH"})
    void packages(Host host) throws Exception {
        Data.Mapping packages = (Data.Mapping) get(facts(host, FactSubset.PACKAGES), "packages");
        assertThat(packages.entries()).containsKeys("dpkg", "bash", "coreutils");
        Data.Mapping dpkg =
                (Data.Mapping) ((Data.Sequence) get(packages, "dpkg")).items().getFirst();
        Process asked = new ProcessBuilder("dpkg-query", "-W", "-f", "${Version}", "dpkg").start();
        assertThat(get(dpkg, "version"))
                .isEqualTo(Data.of(
                        new String(asked.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @EnumSource
    void everySubsetAtOnceInOneRoundTrip(Host host) throws Exception {
        ShellSession session = session(host);
        Read<?>[] all = Arrays.stream(FactSubset.values()).map(Read.Facts::new).toArray(Read<?>[]::new);

        var answers = asks(session, all);

        assertThat(session.roundTrips().shell()).isEqualTo(1);
        for (FactSubset subset : FactSubset.values()) {
            Known<Data.Mapping> known = known(answers, new Read.Facts(subset));
            if (known instanceof Known.Seen<Data.Mapping>(Data.Mapping facts)) {
                assertThat(FactName.names()).containsAll(facts.entries().keySet());
                for (String name : facts.entries().keySet()) {
                    assertThat(FactName.find(name).orElseThrow().subset())
                            .as(name)
                            .isEqualTo(subset);
                }
            } else {
                assertThat(known).isInstanceOf(Known.Unreadable.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(FactSubset.class)
    void askingWritesNothing(FactSubset subset) throws Exception {
        facts(Host.DASH, FactSubset.KERNEL);
        ask(session(Host.DASH), new Read.Facts(subset));
        assertThat(directory).isEmptyDirectory();
    }

    private static List<String> texts(Data sequence) {
        return ((Data.Sequence) sequence).items().stream().map(Data::toString).toList();
    }
}
