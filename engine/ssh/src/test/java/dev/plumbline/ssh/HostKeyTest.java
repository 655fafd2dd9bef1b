package dev.plumbline.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.connection.Target;
import dev.plumbline.ssh.hostkey.PublicKey;
import dev.plumbline.ssh.hostkey.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What known_hosts says, against each spelling of StrictHostKeyChecking, at a real server. */
class HostKeyTest {

    private static final List<String> SPELLINGS = List.of(
            "yes",
            "Yes",
            "YES",
            "no",
            "No",
            "NO",
            "ask",
            "ASK",
            "off",
            "OFF",
            "accept-new",
            "Accept-New",
            "true",
            "TRUE",
            "false",
            "False");

    @TempDir
    private static Path folder;

    private static LocalSshd sshd;

    @BeforeAll
    static void start() {
        sshd = LocalSshd.start(folder);
    }

    @AfterAll
    static void stop() {
        sshd.close();
    }

    /** A known_hosts file, and the code that comes of it; no code where the connection stands. */
    record Case(String name, String knownHosts, String code) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> casesAndSpellings() {
        return cases().stream().flatMap(each -> SPELLINGS.stream().map(spelling -> Arguments.of(each, spelling)));
    }

    private static List<Case> cases() {
        String ours = "[127.0.0.1]:" + sshd.port();
        String ed = key("host_ed25519.pub");
        String other = key("stranger.pub");
        String rsa = key("host_rsa.pub");
        return List.of(
                new Case("known", ours + " " + ed, ""),
                new Case("known without port", "127.0.0.1 " + ed, ""),
                new Case("known by another type", ours + " " + rsa, ""),
                new Case("known by wildcard", "[127.0.0.*]:* " + ed, ""),
                new Case("known among others", "a.example,!b.example," + ours + " " + ed + " a comment", ""),
                new Case("known on the second line", ours + " " + other + "\n" + ours + " " + ed, ""),
                new Case("known hashed", hashed(ours + " " + ed), ""),
                new Case("unknown", "# nothing\n\n", "ssh.hostkey.unknown"),
                new Case("known for others", "[127.0.0.2]:" + sshd.port() + " " + ed, "ssh.hostkey.unknown"),
                new Case("negated", "[127.0.0.*]:*,!" + ours + " " + ed, "ssh.hostkey.unknown"),
                new Case("bad line", ours + " ssh-ed25519 !!!", "ssh.hostkey.unknown"),
                new Case("changed", ours + " " + other, "ssh.hostkey.changed"),
                new Case("changed, by wildcard", "[127.*]:* " + other, "ssh.hostkey.changed"),
                new Case("changed, hashed", hashed(ours + " " + other), "ssh.hostkey.changed"),
                new Case("revoked", ours + " " + ed + "\n@revoked " + ours + " " + ed, "ssh.hostkey.revoked"),
                new Case("revoked for all", ours + " " + ed + "\n@revoked * " + ed, "ssh.hostkey.revoked"),
                new Case("authority", "@cert-authority * " + other, "ssh.hostkey.authority"));
    }

    @ParameterizedTest
    @MethodSource("casesAndSpellings")
    void noSpellingChangesTheVerdict(Case each, String spelling) throws Exception {
        Path file = folder.resolve("cases");
        Files.writeString(file, each.knownHosts() + "\n");
        SshConnector connector = new SshConnector(sshd.settings().withProjectKnownHosts(List.of(file)));
        Target target = Targets.withOptions(sshd.target("user_ed25519"), "-o", "StrictHostKeyChecking=" + spelling);
        expect(each, connector, target);
        assertThat(Files.readString(file)).isEqualTo(each.knownHosts() + "\n");
    }

    @ParameterizedTest
    @MethodSource("casesAndSpellings")
    void noFileChangesTheVerdict(Case each, String spelling) throws Exception {
        Path known = folder.resolve("config_cases");
        Files.writeString(known, each.knownHosts() + "\n");
        Path config = folder.resolve("strict_config");
        Files.writeString(
                config,
                "Host *\n StrictHostKeyChecking " + spelling + "\n UserKnownHostsFile " + known
                        + "\n GlobalKnownHostsFile none\n CheckHostIP no\n NoHostAuthenticationForLocalhost yes\n");
        SshConnector connector = new SshConnector(
                sshd.settings().withProjectKnownHosts(List.of()).withConfigFiles(List.of(config)));
        expect(each, connector, sshd.target("user_ed25519"));
    }

    private static void expect(Case each, SshConnector connector, Target target) throws ConnectionException {
        if (each.code().isEmpty()) {
            try (Connection connection = connector.connect(target)) {
                assertThat(connection.isOpen()).isTrue();
            }
        } else {
            ConnectionException failure = ConnectTest.failure(connector, target);
            assertThat(failure.code()).isEqualTo(each.code());
            assertThat(failure).hasMessageContaining("SHA256:");
        }
    }

    @Test
    void changedKeyShowsBothFingerprintsAndTheLine() throws Exception {
        Path file = folder.resolve("changed");
        Files.writeString(file, "# first\n[127.0.0.1]:" + sshd.port() + " " + key("stranger.pub") + "\n");
        SshConnector connector = new SshConnector(sshd.settings().withProjectKnownHosts(List.of(file)));
        ConnectionException failure = ConnectTest.failure(connector, sshd.target("user_ed25519"));
        assertThat(failure)
                .hasMessageContaining(file + ":2")
                .hasMessageContaining(fingerprint("stranger.pub"))
                .hasMessageContaining(fingerprint("host_ed25519.pub"));
    }

    @Test
    void otherTypeThanKnownIsRefused() throws Exception {
        Path file = folder.resolve("other_type");
        Files.writeString(file, "[127.0.0.1]:" + sshd.port() + " " + key("host_rsa.pub") + "\n");
        SshConnector connector = new SshConnector(
                sshd.settings().withProjectKnownHosts(List.of(file)).withHostKeyPolicy(HostKeyPolicy.ACCEPT_NEW));
        Target target = Targets.withOptions(sshd.target("user_ed25519"), "HostKeyAlgorithms=ssh-ed25519");
        assertThat(ConnectTest.failure(connector, target).code()).isEqualTo("ssh.hostkey.changed");
    }

    @Test
    void projectDecidesBeforeTheUser() throws Exception {
        Path project = folder.resolve("project");
        Files.writeString(project, "[127.0.0.1]:" + sshd.port() + " " + key("stranger.pub") + "\n");
        Path home = Files.createDirectories(folder.resolve("home/.ssh"));
        Files.writeString(home.resolve("known_hosts"), sshd.knownLine("ed25519") + "\n");
        try {
            SshConnector strict = new SshConnector(sshd.settings().withProjectKnownHosts(List.of(project)));
            assertThat(ConnectTest.failure(strict, sshd.target("user_ed25519")).code())
                    .isEqualTo("ssh.hostkey.changed");
            SshConnector user = new SshConnector(sshd.settings().withProjectKnownHosts(List.of()));
            try (Connection connection = user.connect(sshd.target("user_ed25519"))) {
                assertThat(connection.isOpen()).isTrue();
            }
        } finally {
            Files.delete(home.resolve("known_hosts"));
        }
    }

    @Test
    void newKeyIsAcceptedAndKeptOnlyByThePolicy() throws Exception {
        Path file = folder.resolve("new");
        SshConnector connector = new SshConnector(
                sshd.settings().withProjectKnownHosts(List.of(file)).withHostKeyPolicy(HostKeyPolicy.ACCEPT_NEW));
        for (int i = 0; i < 2; i++) {
            try (Connection connection = connector.connect(sshd.target("user_ed25519"))) {
                assertThat(connection.isOpen()).isTrue();
            }
        }
        assertThat(Files.readString(file)).isEqualTo(sshd.knownLine("ed25519") + "\n");
        Files.writeString(file, "[127.0.0.1]:" + sshd.port() + " " + key("stranger.pub") + "\n");
        assertThat(ConnectTest.failure(connector, sshd.target("user_ed25519")).code())
                .isEqualTo("ssh.hostkey.changed");
    }

    @Test
    void revokedListIsHonoured() throws Exception {
        Path list = folder.resolve("revoked");
        Files.writeString(list, "# stolen\n" + key("host_ed25519.pub") + "\n");
        Target target = Targets.withOptions(sshd.target("user_ed25519"), "RevokedHostKeys=" + list);
        assertThat(ConnectTest.failure(sshd.connector(), target).code()).isEqualTo("ssh.hostkey.revoked");
        Target missing = Targets.withOptions(sshd.target("user_ed25519"), "RevokedHostKeys=/nowhere/revoked");
        assertThat(ConnectTest.failure(sshd.connector(), missing).code()).isEqualTo("ssh.config");
    }

    @Test
    void smallRsaKeyIsRefused() {
        Target target = Targets.withOptions(
                sshd.target("user_ed25519"), "HostKeyAlgorithms=rsa-sha2-512", "RequiredRSASize=3072");
        assertThat(ConnectTest.failure(sshd.connector(), target).code()).isEqualTo("ssh.hostkey.weak");
    }

    @Test
    void scansAllTypes() throws Exception {
        Path file = folder.resolve("scan");
        Files.writeString(file, sshd.knownLine("rsa") + "\n");
        SshConnector connector = new SshConnector(sshd.settings().withProjectKnownHosts(List.of(file)));
        List<ScannedHostKey> keys = new HostKeyScanner(connector).scan(sshd.target());
        assertThat(keys.stream().map(ScannedHostKey::key))
                .containsExactly(sshd.hostKey("ed25519"), sshd.hostKey("ecdsa"), sshd.hostKey("rsa"));
        assertThat(keys.stream().map(ScannedHostKey::line))
                .containsExactly(sshd.knownLine("ed25519"), sshd.knownLine("ecdsa"), sshd.knownLine("rsa"));
        assertThat(keys.get(0).key().fingerprint()).isEqualTo(fingerprint("host_ed25519.pub"));
        assertThat(keys.get(0).verdict()).isInstanceOf(Verdict.Changed.class);
        assertThat(keys.get(2).verdict()).isInstanceOf(Verdict.Known.class);
    }

    private static String key(String file) {
        PublicKey key = LocalSshd.publicKey(sshd.file(file));
        return key.type() + " " + key.base64();
    }

    /** The fingerprint as OpenSSH tells it. */
    private static String fingerprint(String file) {
        List<String> words = List.of(
                Shell.run("ssh-keygen", "-lf", sshd.file(file).toString()).split(" ", -1));
        return words.get(1);
    }

    /** The line as OpenSSH hashes it. */
    private static String hashed(String line) {
        try {
            Path file = Files.createTempFile(folder, "hash", "");
            Files.writeString(file, line + "\n");
            Shell.run("ssh-keygen", "-H", "-f", file.toString());
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            return String.join("\n", lines);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
