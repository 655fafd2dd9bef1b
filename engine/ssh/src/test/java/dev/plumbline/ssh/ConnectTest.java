package dev.plumbline.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.connection.RemoteProcess;
import dev.plumbline.core.connection.RemoteProcess.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way through: key, host key, command, tunnel. */
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

    @Test
    void runsCommand() throws Exception {
        for (int i = 0; i < 5; i++) {
            long t0 = System.nanoTime();
            try (Connection connection = sshd.connector().connect(sshd.target("user_ed25519"))) {
                long t1 = System.nanoTime();
                for (int j = 0; j < 3; j++) {
                    long t2 = System.nanoTime();
                    RemoteProcess process = connection.start("cat; echo error >&2; exit 7");
                    process.stdin().write("hello\n".getBytes(StandardCharsets.UTF_8));
                    process.stdin().close();
                    assertThat(text(process.stdout())).isEqualTo("hello\n");
                    assertThat(text(process.stderr())).isEqualTo("error\n");
                    assertThat(process.exit().get(10, TimeUnit.SECONDS)).isEqualTo(new Exit.Status(7));
                    System.err.println("exec " + (System.nanoTime() - t2) / 1000 + " us");
                }
                System.err.println("connect " + (t1 - t0) / 1000 + " us");
            }
        }
    }

    @Test
    void tunnels() throws Exception {
        try (Connection connection = sshd.connector().connect(sshd.target("user_ed25519"));
                ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Socket tunnel = connection.tunnel("127.0.0.1", server.getLocalPort(), Duration.ofSeconds(5));
                Socket peer = server.accept()) {
            tunnel.getOutputStream().write("ping".getBytes(StandardCharsets.UTF_8));
            assertThat(new String(peer.getInputStream().readNBytes(4), StandardCharsets.UTF_8))
                    .isEqualTo("ping");
        }
    }

    static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
}
