package dev.plumbline.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.connection.RemoteProcess;
import dev.plumbline.core.connection.RemoteProcess.Exit;
import dev.plumbline.core.connection.Target;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that die or fall silent. */
class LossTest {

    @TempDir
    private Path folder;

    private LocalSshd sshd;

    @BeforeEach
    void start() {
        sshd = LocalSshd.start(folder);
    }

    @AfterEach
    void stop() {
        sshd.close();
    }

    @Test
    void killedServerEndsEverything() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Connection connection = sshd.connector().connect(sshd.target("user_ed25519"))) {
            RemoteProcess process = connection.start("echo started; cat");
            assertThat(process.stdout().readNBytes(8)).asString().isEqualTo("started\n");
            Socket tunnel = connection.tunnel("127.0.0.1", server.getLocalPort(), Duration.ofSeconds(5));
            sshd.kill();
            assertThat(process.stdout().read()).isEqualTo(-1);
            assertThat(process.stderr().read()).isEqualTo(-1);
            assertThat(process.exit().get(60, TimeUnit.SECONDS)).isInstanceOf(Exit.Lost.class);
            assertThat(tunnel.getInputStream().read()).isEqualTo(-1);
            Await.until(() -> !connection.isOpen());
            ConnectionException failure =
                    catchThrowableOfType(ConnectionException.class, () -> connection.start("true"));
            assertThat(failure.code()).isEqualTo("ssh.closed");
        }
    }

    @Test
    void stoppedServerIsFoundSilent() throws Exception {
        Target target = Targets.withKeepalive(sshd.target("user_ed25519"), Duration.ofMillis(700));
        try (Connection connection = sshd.connector().connect(target)) {
            RemoteProcess process = connection.start("echo started; cat");
            assertThat(process.stdout().readNBytes(8)).asString().isEqualTo("started\n");
            List<ProcessHandle> serving = sshd.process().descendants().toList();
            signal("STOP", serving);
            try {
                assertThat(process.exit().get(30, TimeUnit.SECONDS))
                        .isInstanceOfSatisfying(
                                Exit.Lost.class,
                                lost -> assertThat(lost.reason()).contains("silent"));
                assertThat(process.stdout().read()).isEqualTo(-1);
                assertThat(connection.isOpen()).isFalse();
            } finally {
                signal("CONT", serving);
            }
        }
    }

    @Test
    void livingServerIsNotTakenForSilent() throws Exception {
        Target target = Targets.withKeepalive(sshd.target("user_ed25519"), Duration.ofMillis(300));
        try (Connection connection = sshd.connector().connect(target)) {
            RemoteProcess process = connection.start("sleep 3; echo done");
            assertThat(process.stdout().readAllBytes()).asString().isEqualTo("done\n");
            assertThat(process.exit().get(30, TimeUnit.SECONDS)).isEqualTo(new Exit.Status(0));
        }
    }

    @Test
    void stoppedServerEndsConnectingAtTheDeadline() throws Exception {
        Target target = Targets.withTimeout(sshd.target("user_ed25519"), Duration.ofSeconds(2));
        signal("STOP", List.of(sshd.process().toHandle()));
        try {
            long start = System.nanoTime();
            ConnectionException failure = ConnectTest.failure(sshd.connector(), target);
            assertThat(failure.code()).isEqualTo("ssh.timeout");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        } finally {
            signal("CONT", List.of(sshd.process().toHandle()));
        }
    }

    @Test
    void closingAStuckConnectionReturns() throws Exception {
        Connection connection = sshd.connector().connect(sshd.target("user_ed25519"));
        RemoteProcess process = connection.start("cat");
        List<ProcessHandle> serving = sshd.process().descendants().toList();
        signal("STOP", serving);
        try {
            connection.close();
            connection.close();
            assertThat(process.exit().get(30, TimeUnit.SECONDS)).isInstanceOf(Exit.Lost.class);
        } finally {
            signal("CONT", serving);
        }
    }

    private static void signal(String name, List<ProcessHandle> processes) {
        for (ProcessHandle process : processes) {
            if (process.isAlive()) {
                Shell.run("kill", "-" + name, Long.toString(process.pid()));
            }
        }
    }
}
