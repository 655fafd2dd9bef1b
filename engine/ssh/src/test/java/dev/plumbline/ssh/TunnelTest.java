package dev.plumbline.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.connection.ConnectionException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sockets through a connection. */
@SuppressWarnings("try") // Closing is what is looked at.
class TunnelTest {

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

    @Test
    void behavesAsASocket() throws Exception {
        try (Connection connection = sshd.connector().connect(sshd.target("user_ed25519"));
                ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Socket tunnel = connection.tunnel("127.0.0.1", server.getLocalPort(), Duration.ofSeconds(10));
                Socket peer = server.accept()) {
            assertThat(tunnel.isConnected()).isTrue();
            assertThat(tunnel.isClosed()).isFalse();
            tunnel.getOutputStream().write("ping".getBytes(StandardCharsets.UTF_8));
            assertThat(peer.getInputStream().readNBytes(4)).asString().isEqualTo("ping");
            peer.getOutputStream().write("pong".getBytes(StandardCharsets.UTF_8));
            assertThat(tunnel.getInputStream().readNBytes(4)).asString().isEqualTo("pong");

            tunnel.setSoTimeout(100);
            assertThatThrownBy(() -> tunnel.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            peer.getOutputStream().write('x');
            tunnel.setSoTimeout(20_000);
            assertThat(tunnel.getInputStream().read()).isEqualTo('x');

            tunnel.shutdownOutput();
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
            peer.close();
            assertThat(tunnel.getInputStream().read()).isEqualTo(-1);
            tunnel.close();
            assertThat(tunnel.isClosed()).isTrue();
            assertThatThrownBy(tunnel::getInputStream).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void refusedAndForbiddenAreToldApart() throws Exception {
        int port = LocalSshd.freePort();
        try (Connection connection = sshd.connector().connect(sshd.target("user_ed25519"))) {
            ConnectionException failure = catchThrowableOfType(
                    ConnectionException.class, () -> connection.tunnel("127.0.0.1", port, Duration.ofSeconds(10)));
            assertThat(failure.code()).isEqualTo("tunnel.refused");
            assertThat(connection.isOpen()).isTrue();
        }
        try (LocalSshd strict =
                        LocalSshd.start(Files.createDirectory(folder.resolve("strict")), "AllowTcpForwarding no");
                Connection connection = strict.connector().connect(strict.target("user_ed25519"))) {
            ConnectionException failure = catchThrowableOfType(
                    ConnectionException.class, () -> connection.tunnel("127.0.0.1", port, Duration.ofSeconds(10)));
            assertThat(failure.code()).isEqualTo("tunnel.forbidden");
            assertThat(Remote.run(connection, "echo ok").output()).isEqualTo("ok\n");
        }
    }
}
