package dev.plumbline.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.connection.RemoteProcess.Exit;
import dev.plumbline.core.connection.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging in to a real server, and each way in which that fails. */
class ConnectTest {

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

    @ParameterizedTest
    @ValueSource(strings = {"user_ed25519", "user_ecdsa", "user_rsa"})
    void logsInByKey(String key) throws Exception {
        try (Connection connection = sshd.connector().connect(sshd.target(key))) {
            assertThat(connection.isOpen()).isTrue();
            assertThat(Remote.run(connection, "echo $0-$((6*7))").exit()).isEqualTo(new Exit.Status(0));
        }
    }

    @Test
    void logsInByKeyWithPassphrase() throws Exception {
        Target target = Targets.withPassphrase(sshd.target("user_locked"), LocalSshd.PASSPHRASE);
        SshConnector connector = sshd.connector();
        for (int i = 0; i < 2; i++) {
            try (Connection connection = connector.connect(target)) {
                assertThat(connection.isOpen()).isTrue();
            }
        }
    }

    @Test
    void offersSeveralKeys() throws Exception {
        try (Connection connection = sshd.connector().connect(sshd.target("stranger", "user_rsa", "user_ed25519"))) {
            assertThat(connection.isOpen()).isTrue();
        }
    }

    @Test
    void logsInByAgent() throws Exception {
        Path socket = folder.resolve("agent.sock");
        Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("agent.log").toFile())
                .start();
        try {
            Await.until(() -> Files.exists(socket));
            Shell.run(
                    "env",
                    "SSH_AUTH_SOCK=" + socket,
                    "ssh-add",
                    "-q",
                    sshd.file("stranger").toString());
            Shell.run(
                    "env",
                    "SSH_AUTH_SOCK=" + socket,
                    "ssh-add",
                    "-q",
                    sshd.file("user_rsa").toString());
            Shell.run(
                    "env",
                    "SSH_AUTH_SOCK=" + socket,
                    "ssh-add",
                    "-q",
                    sshd.file("user_ed25519").toString());
            SshConnector connector = new SshConnector(withEnvironment("SSH_AUTH_SOCK", socket.toString()));
            try (Connection connection = connector.connect(sshd.target())) {
                assertThat(Remote.run(connection, "exit 3").exit()).isEqualTo(new Exit.Status(3));
            }
            try (Connection connection = connector.connect(sshd.target("user_ed25519.pub"))) {
                assertThat(connection.isOpen()).isTrue();
            }
            // The agent holds the key, so the encrypted file beside need not be opened.
            Files.copy(sshd.file("user_ed25519.pub"), sshd.file("held.pub"));
            Files.copy(sshd.file("user_locked"), sshd.file("held"));
            try (Connection connection = connector.connect(sshd.target("held"))) {
                assertThat(connection.isOpen()).isTrue();
            }
        } finally {
            agent.destroy();
            agent.waitFor();
        }
    }

    @Test
    void agentThatIsGoneIsNamed() {
        SshConnector connector = new SshConnector(withEnvironment("SSH_AUTH_SOCK", "/nowhere/agent"));
        ConnectionException failure = failure(connector, sshd.target());
        assertThat(failure.code()).isEqualTo("ssh.auth");
        assertThat(failure).hasMessageContaining("no agent answers at /nowhere/agent");
    }

    @Test
    void logsInByCertificate() throws Exception {
        LocalSshd.key(folder.resolve("authority"), "ed25519", "");
        LocalSshd.key(folder.resolve("certified"), "ed25519", "");
        LocalSshd.key(folder.resolve("certified_rsa"), "rsa", "");
        for (String name : List.of("certified.pub", "certified_rsa.pub")) {
            Shell.run(
                    "ssh-keygen",
                    "-q",
                    "-s",
                    folder.resolve("authority").toString(),
                    "-I",
                    "tester",
                    "-n",
                    "root",
                    folder.resolve(name).toString());
        }
        Files.createDirectory(
                folder.resolve("ca"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (LocalSshd trusting =
                LocalSshd.start(folder.resolve("ca"), "TrustedUserCAKeys " + folder.resolve("authority.pub"))) {
            for (String name : List.of("../certified", "../certified_rsa")) {
                try (Connection connection = trusting.connector().connect(trusting.target(name))) {
                    assertThat(connection.isOpen()).isTrue();
                }
            }
        }
    }

    @Test
    void wrongKeyIsRefused() {
        ConnectionException failure = failure(sshd.connector(), sshd.target("stranger"));
        assertThat(failure.code()).isEqualTo("ssh.auth");
        assertThat(failure)
                .hasMessageContaining("refuses the login of root")
                .hasMessageContaining("tried publickey")
                .hasMessageContaining(sshd.file("stranger").toString())
                .hasMessageContaining(
                        LocalSshd.publicKey(sshd.file("stranger.pub")).fingerprint());
    }

    @Test
    void nothingToTryIsSaid() {
        ConnectionException failure = failure(sshd.connector(), sshd.target());
        assertThat(failure.code()).isEqualTo("ssh.auth");
        assertThat(failure).hasMessageContaining("no key, no agent and no password");
    }

    @Test
    void missingKeyIsNamed() {
        ConnectionException failure = failure(sshd.connector(), sshd.target("nothing"));
        assertThat(failure.code()).isEqualTo("ssh.key.unreadable");
        assertThat(failure).hasMessageContaining("does not exist");
    }

    @Test
    void garbledKeyIsNamed() throws IOException {
        Path file = sshd.file("garbled");
        Files.writeString(file, "-----BEGIN OPENSSH PRIVATE KEY-----\nZm9v\n-----END OPENSSH PRIVATE KEY-----\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(failure(sshd.connector(), sshd.target("garbled")).code()).isEqualTo("ssh.key.unreadable");
    }

    @Test
    void keyOpenToOthersIsRefused() throws IOException {
        Path file = sshd.file("open");
        Files.copy(sshd.file("user_ed25519"), file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        ConnectionException failure = failure(sshd.connector(), sshd.target("open"));
        assertThat(failure.code()).isEqualTo("ssh.key.permissions");
        assertThat(failure.remedy()).contains("chmod 600 " + file);
    }

    @Test
    void wrongPassphraseIsNamed() {
        Target target = Targets.withPassphrase(sshd.target("user_locked"), "wrong");
        assertThat(failure(sshd.connector(), target).code()).isEqualTo("ssh.key.passphrase");
        assertThat(failure(sshd.connector(), sshd.target("user_locked")).code()).isEqualTo("ssh.key.passphrase");
    }

    @Test
    void unknownNameIsNamed() {
        Target target = Targets.withAddress(sshd.target("user_ed25519"), "no-such-host.invalid");
        assertThat(failure(sshd.connector(), target).code()).isEqualTo("ssh.dns");
    }

    @Test
    void closedPortIsNamed() throws IOException {
        Target target = Targets.withPort(sshd.target("user_ed25519"), LocalSshd.freePort());
        assertThat(failure(sshd.connector(), target).code()).isEqualTo("ssh.refused");
    }

    @Test
    void silentPortEndsAtTheDeadline() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Target target = Targets.withTimeout(
                    Targets.withPort(sshd.target("user_ed25519"), silent.getLocalPort()), Duration.ofSeconds(2));
            long start = System.nanoTime();
            ConnectionException failure = failure(sshd.connector(), target);
            assertThat(failure.code()).isEqualTo("ssh.timeout");
            assertThat(failure).hasMessageContaining("no SSH server answers");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void whatIsNotSshIsNamed() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread web = Thread.ofVirtual().start(() -> {
                try (var socket = server.accept()) {
                    socket.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\n\r\n"
                                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            Target target = Targets.withPort(sshd.target("user_ed25519"), server.getLocalPort());
            assertThat(failure(sshd.connector(), target).code()).isIn("ssh.closed", "ssh.protocol");
            web.join();
        }
    }

    @Test
    void noAlgorithmInCommonIsNamed() {
        Target target =
                Targets.withOptions(sshd.target("user_ed25519"), "-o KexAlgorithms=diffie-hellman-group14-sha1");
        ConnectionException failure = failure(sshd.connector(), target);
        assertThat(failure.code()).isEqualTo("ssh.protocol");
        assertThat(failure).hasMessageContaining("no algorithm in common");
    }

    @Test
    void readsUserPortAndKeyFromConfig() throws Exception {
        Path config = folder.resolve("alias_config");
        Files.writeString(config, """
            Host web*
                HostName 127.0.0.1
                Port = %d
                User root
                IdentityFile "%s"
                Compression yes
            """.formatted(sshd.port(), sshd.file("user_ed25519")));
        SshConnector connector = new SshConnector(sshd.settings().withConfigFiles(List.of(config)));
        Target target = new Target(
                sshd.target().host(),
                "web1",
                OptionalInt.empty(),
                java.util.Optional.empty(),
                List.of(),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                List.of(),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10));
        try (Connection connection = connector.connect(target)) {
            assertThat(Remote.run(connection, "echo compressed").output()).isEqualTo("compressed\n");
        }
    }

    @Test
    void unknownSettingIsRefusedByName() {
        ConnectionException failure = failure(
                sshd.connector(), Targets.withOptions(sshd.target("user_ed25519"), "Bogus=1", "RemoteCommand=x"));
        assertThat(failure.code()).isEqualTo("ssh.config");
        assertThat(failure).hasMessageContaining("Bogus").hasMessageContaining("RemoteCommand");
    }

    static ConnectionException failure(SshConnector connector, Target target) {
        ConnectionException failure = catchThrowableOfType(
                ConnectionException.class, () -> connector.connect(target).close());
        assertThat(failure).as("the connection must fail").isNotNull();
        assertThat(failure.remedy()).isNotBlank();
        return failure;
    }

    private static SshSettings withEnvironment(String name, String value) {
        SshSettings settings = sshd.settings();
        Map<String, String> environment = new HashMap<>(settings.environment());
        environment.put(name, value);
        return new SshSettings(
                settings.home(),
                settings.localUser(),
                environment,
                settings.configFiles(),
                settings.projectKnownHosts(),
                settings.hostKeyPolicy(),
                settings.limits());
    }
}
