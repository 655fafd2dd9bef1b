package dev.plumbline.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.connection.Target;
import dev.plumbline.ssh.hostkey.HostAddress;
import dev.plumbline.ssh.hostkey.KnownHostsWriter;
import dev.plumbline.ssh.hostkey.PublicKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.UserAuthFactory;
import org.apache.sshd.server.auth.keyboard.InteractiveChallenge;
import org.apache.sshd.server.auth.keyboard.KeyboardInteractiveAuthenticator;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.session.ServerSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins by password, and servers that misbehave. */
class PasswordTest {

    private static final String PASSWORD = "Sid@123 ü'\"$";

    @TempDir
    private Path folder;

    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger handed = new AtomicInteger();
    private SshServer server;

    @BeforeEach
    void start() throws IOException, GeneralSecurityException {
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        KeyPair hostKey = KeyUtils.generateKeyPair("ssh-rsa", 2048);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPasswordAuthenticator((user, password, session) -> {
            received.add(password);
            return password.equals(PASSWORD);
        });
        server.setPublickeyAuthenticator((user, key, session) -> false);
        server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE, UserAuthPasswordFactory.INSTANCE));
        server.start();
        ByteArrayBuffer buffer = new ByteArrayBuffer();
        buffer.putRawPublicKey(hostKey.getPublic());
        KnownHostsWriter.append(
                folder.resolve("known_hosts"),
                HostAddress.of("127.0.0.1", server.getPort()),
                List.of(PublicKey.ofBytes(buffer.getCompactData())));
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(true);
    }

    @Test
    void logsInByPassword() throws Exception {
        try (Connection connection = connector().connect(target(PASSWORD))) {
            assertThat(connection.isOpen()).isTrue();
        }
        assertThat(received).containsExactly(PASSWORD);
    }

    @Test
    void wrongPasswordIsTriedOnce() {
        ConnectionException failure = ConnectTest.failure(connector(), target("wrong"));
        assertThat(failure.code()).isEqualTo("ssh.auth");
        assertThat(failure).hasMessageContaining("tried password").hasMessageNotContaining("wrong");
        assertThat(received).containsExactly("wrong");
    }

    @Test
    void answersKeyboardInteractiveThatAsksForThePassword() throws Exception {
        keyboard("Password: ");
        try (Connection connection = connector().connect(target(PASSWORD))) {
            assertThat(connection.isOpen()).isTrue();
        }
        assertThat(received).containsExactly(PASSWORD);
    }

    @Test
    void wrongPasswordIsTriedOnceByKeyboardInteractiveToo() {
        keyboard("Password: ");
        ConnectionException failure = ConnectTest.failure(connector(), target("wrong"));
        assertThat(failure.code()).isEqualTo("ssh.auth");
        assertThat(received).containsExactly("wrong");
    }

    @Test
    void otherQuestionsDoNotGetThePassword() {
        keyboard("Verification code: \u001b[31m");
        ConnectionException failure = ConnectTest.failure(connector(), target(PASSWORD));
        assertThat(failure.code()).isEqualTo("ssh.auth");
        assertThat(failure).hasMessageContaining("Verification code").hasMessageNotContaining("\u001b");
        assertThat(received).doesNotContain(PASSWORD);
        assertThat(handed).hasValue(0);
    }

    @Test
    void passwordStaysHereWhereTheServerTakesNone() {
        server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        assertThat(ConnectTest.failure(connector(), target(PASSWORD)).code()).isEqualTo("ssh.auth");
        assertThat(handed).hasValue(0);
    }

    @Test
    void passwordStaysHereWhereTheKeyIsWrong() throws IOException {
        Files.writeString(folder.resolve("known_hosts"), "");
        assertThat(ConnectTest.failure(connector(), target(PASSWORD)).code()).isEqualTo("ssh.hostkey.unknown");
        assertThat(handed).hasValue(0);
        assertThat(received).isEmpty();
    }

    @Test
    void serverThatDisconnectsDuringTheLoginIsQuoted() {
        server.setPasswordAuthenticator((user, password, session) -> {
            try {
                session.disconnect(11, "come back\u001b[2J later");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            return false;
        });
        ConnectionException failure = ConnectTest.failure(connector(), target(PASSWORD));
        assertThat(failure.code()).isEqualTo("ssh.auth");
        assertThat(failure).hasMessageContaining("come back").hasMessageNotContaining("\u001b");
    }

    @Test
    void serverThatHangsDuringTheLoginEndsAtTheDeadline() {
        server.setPasswordAuthenticator((user, password, session) -> {
            try {
                TimeUnit.SECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return false;
        });
        ConnectionException failure =
                ConnectTest.failure(connector(), Targets.withTimeout(target(PASSWORD), Duration.ofSeconds(2)));
        assertThat(failure.code()).isEqualTo("ssh.timeout");
        assertThat(failure).hasMessageContaining("login");
    }

    @Test
    void serverThatLeavesDuringTheKeyExchangeIsNamed() {
        server.addSessionListener(new SessionListener() {
            @Override
            public void sessionEvent(Session session, Event event) {}

            @Override
            public void sessionNegotiationStart(
                    Session session,
                    Map<org.apache.sshd.common.kex.KexProposalOption, String> client,
                    Map<org.apache.sshd.common.kex.KexProposalOption, String> serverProposal) {
                session.close(true);
            }
        });
        ConnectionException failure = ConnectTest.failure(connector(), target(PASSWORD));
        assertThat(failure.code()).isEqualTo("ssh.closed");
        assertThat(failure).hasMessageContaining("key exchange");
    }

    private void keyboard(String prompt) {
        List<UserAuthFactory> factories = List.of(UserAuthKeyboardInteractiveFactory.INSTANCE);
        server.setUserAuthFactories(factories);
        server.setKeyboardInteractiveAuthenticator(new KeyboardInteractiveAuthenticator() {
            @Override
            public InteractiveChallenge generateChallenge(
                    ServerSession session, String username, @Nullable String lang, @Nullable String methods) {
                InteractiveChallenge challenge = new InteractiveChallenge();
                challenge.addPrompt(prompt, false);
                return challenge;
            }

            @Override
            public boolean authenticate(ServerSession session, String username, List<String> responses) {
                received.addAll(responses);
                return responses.contains(PASSWORD);
            }
        });
    }

    private SshConnector connector() {
        return new SshConnector(new SshSettings(
                folder,
                "root",
                Map.of(),
                List.of(),
                List.of(folder.resolve("known_hosts")),
                HostKeyPolicy.REFUSE_UNKNOWN,
                SshLimits.DEFAULT));
    }

    private Target target(String password) {
        return new Target(
                new dev.plumbline.api.value.HostName("web1"),
                "127.0.0.1",
                OptionalInt.of(server.getPort()),
                Optional.of("someone"),
                List.of(),
                Optional.of(() -> {
                    handed.incrementAndGet();
                    return password.toCharArray();
                }),
                Optional.empty(),
                List.of(),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10));
    }
}
