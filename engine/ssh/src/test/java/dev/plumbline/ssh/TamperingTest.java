package dev.plumbline.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.connection.Target;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Someone between who changes what the server offers. */
class TamperingTest {

    private static final String STRICT = "kex-strict-s-v00@openssh.com";

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
    void changedOfferIsNoticed() throws Exception {
        assertThat(throughRelay().code()).isEqualTo("ssh.protocol");
    }

    @Test
    void cbcWithoutStrictKeyExchangeIsRefused() throws Exception {
        ConnectionException failure = throughRelay("Ciphers=aes128-cbc");
        assertThat(failure.code()).isEqualTo("ssh.protocol");
        assertThat(failure).hasMessageContaining("Strict KEX");
    }

    private static ConnectionException throughRelay(String... options) throws IOException {
        try (ServerSocket relay = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> relay(relay));
            Target target =
                    Targets.withOptions(Targets.withPort(sshd.target("user_ed25519"), relay.getLocalPort()), options);
            return ConnectTest.failure(sshd.connector(), target);
        }
    }

    private static void relay(ServerSocket listener) {
        try (Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), sshd.port())) {
            Thread up = Thread.ofVirtual().start(() -> copy(client, server));
            copy(server, client);
            up.join();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(Socket from, Socket to) {
        byte[] buffer = new byte[64 * 1024];
        try (InputStream input = from.getInputStream();
                OutputStream output = to.getOutputStream()) {
            for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                String changed = new String(buffer, 0, count, StandardCharsets.ISO_8859_1)
                        .replace(STRICT, STRICT.replace("strict", "strixt"));
                output.write(changed.getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            // Either side hanging up ends the relay.
            return;
        }
    }
}
