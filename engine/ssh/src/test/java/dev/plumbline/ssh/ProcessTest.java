package dev.plumbline.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.connection.RemoteProcess;
import dev.plumbline.core.connection.RemoteProcess.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Remote processes: bytes, exits, bounds, and many at once. */
class ProcessTest {

    @TempDir
    private static Path folder;

    private static LocalSshd sshd;
    private static Connection connection;

    @BeforeAll
    static void start() throws ConnectionException {
        sshd = LocalSshd.start(folder);
        connection = sshd.connector().connect(sshd.target("user_ed25519"));
    }

    @AfterAll
    static void stop() {
        connection.close();
        sshd.close();
    }

    @Test
    void keepsStreamsAndStatusApart() throws Exception {
        Remote.Result result = Remote.run(connection, "echo out; echo err >&2; exit 42");
        assertThat(result).isEqualTo(new Remote.Result(new Exit.Status(42), "out\n", "err\n"));
    }

    @Test
    void passesEveryByteThrough() throws Exception {
        byte[] bytes = new byte[3_000_000];
        new Random(7).nextBytes(bytes);
        RemoteProcess process = connection.start("cat");
        Thread.ofVirtual().start(() -> {
            try (var stdin = process.stdin()) {
                stdin.write(bytes);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        assertThat(process.stdout().readAllBytes()).isEqualTo(bytes);
        assertThat(process.exit().get(60, TimeUnit.SECONDS)).isEqualTo(new Exit.Status(0));
    }

    @Test
    void writingToAProcessThatEndsLeavesTheConnectionWhole() throws Exception {
        for (int i = 0; i < 50; i++) {
            try (RemoteProcess process = connection.start("exit 3")) {
                writeUntilRefused(process);
                assertThat(process.exit().get(60, TimeUnit.SECONDS)).isEqualTo(new Exit.Status(3));
            }
        }
        assertThat(Remote.run(connection, "echo here").exit()).isEqualTo(new Exit.Status(0));
    }

    private static void writeUntilRefused(RemoteProcess process) {
        byte[] piece = new byte[200_000];
        assertThatThrownBy(() -> {
                    while (true) {
                        process.stdin().write(piece);
                    }
                })
                .isInstanceOf(IOException.class);
    }

    @Test
    void writesAreSentAtOnce() throws Exception {
        try (RemoteProcess process = connection.start("read line; echo \"got $line\"; read line; echo \"got $line\"")) {
            process.stdin().write("one\n".getBytes(StandardCharsets.UTF_8));
            assertThat(new String(process.stdout().readNBytes(8), StandardCharsets.UTF_8))
                    .isEqualTo("got one\n");
            process.stdin().write("two\n".getBytes(StandardCharsets.UTF_8));
            assertThat(new String(process.stdout().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("got two\n");
            assertThat(process.exit().get(60, TimeUnit.SECONDS)).isEqualTo(new Exit.Status(0));
            assertThatThrownBy(() -> process.stdin().write(1)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void signalIsNoStatus() throws Exception {
        assertThat(Remote.run(connection, "kill -KILL $$").exit()).isEqualTo(new Exit.Signal("KILL"));
    }

    @Test
    void lostServerProcessIsLost() throws Exception {
        try (Connection other = sshd.connector().connect(sshd.target("user_ed25519"))) {
            RemoteProcess process = other.start("echo started; kill -KILL $PPID; sleep 5");
            process.stdout().readAllBytes();
            assertThat(process.exit().get(60, TimeUnit.SECONDS)).isInstanceOf(Exit.Lost.class);
        }
    }

    @Test
    void closingEndsReaders() throws Exception {
        RemoteProcess process = connection.start("cat");
        Thread closer = Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(Duration.ofMillis(300));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            process.close();
        });
        assertThat(process.stdout().read()).isEqualTo(-1);
        assertThat(process.exit().get(60, TimeUnit.SECONDS)).isInstanceOf(Exit.Lost.class);
        closer.join();
        process.close();
    }

    @Test
    void unreadOutputStallsNobodyAndIsBounded() throws Exception {
        SshLimits limits = new SshLimits(4_000_000, 8, Duration.ofSeconds(30));
        try (Connection bounded =
                new SshConnector(sshd.settings().withLimits(limits)).connect(sshd.target("user_ed25519"))) {
            RemoteProcess flood = bounded.start("head -c 100000000 /dev/zero");
            RemoteProcess errors = bounded.start("head -c 100000000 /dev/zero >&2");
            assertThat(Remote.run(bounded, "echo through").output()).isEqualTo("through\n");
            assertThat(flood.exit().get(60, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            Exit.Lost.class, lost -> assertThat(lost.reason()).contains("grew beyond"));
            assertThat(errors.exit().get(60, TimeUnit.SECONDS)).isInstanceOf(Exit.Lost.class);
            assertThat(flood.stdout().readAllBytes().length).isLessThanOrEqualTo(4_000_000);
            assertThat(Remote.run(bounded, "echo still").output()).isEqualTo("still\n");
        }
    }

    @Test
    void readOutputMayBeLargerThanTheBound() throws Exception {
        SshLimits limits = new SshLimits(8_000_000, 8, Duration.ofSeconds(30));
        try (Connection bounded =
                new SshConnector(sshd.settings().withLimits(limits)).connect(sshd.target("user_ed25519"))) {
            RemoteProcess large = bounded.start("head -c 40000000 /dev/zero");
            assertThat(large.stdout().transferTo(java.io.OutputStream.nullOutputStream()))
                    .isEqualTo(40_000_000);
            assertThat(large.exit().get(60, TimeUnit.SECONDS)).isEqualTo(new Exit.Status(0));
        }
    }

    @Test
    void survivesNewKeysInTheMiddle() throws Exception {
        try (LocalSshd rekeying =
                        LocalSshd.start(Files.createDirectory(folder.resolve("rekeying")), "RekeyLimit 2M none");
                Connection other = rekeying.connector().connect(rekeying.target("user_ed25519"))) {
            RemoteProcess large = other.start("head -c 20000000 /dev/zero");
            assertThat(large.stdout().transferTo(java.io.OutputStream.nullOutputStream()))
                    .isEqualTo(20_000_000);
            assertThat(large.exit().get(60, TimeUnit.SECONDS)).isEqualTo(new Exit.Status(0));
            assertThat(Remote.run(other, "echo after").output()).isEqualTo("after\n");
        }
    }

    @Test
    void manyAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> tasks = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String word = "word" + i;
                tasks.add(
                        () -> Remote.run(connection, "sleep 0.2; echo " + word).output());
            }
            List<String> words = new ArrayList<>();
            for (Future<String> result : threads.invokeAll(tasks)) {
                words.add(result.get());
            }
            assertThat(words).hasSize(20).doesNotContain("").doesNotHaveDuplicates();
        }
    }

    @Test
    void oneTooManyIsSaid() throws Exception {
        SshLimits limits = new SshLimits(1_000_000, 1, Duration.ofMillis(100));
        try (Connection narrow =
                        new SshConnector(sshd.settings().withLimits(limits)).connect(sshd.target("user_ed25519"));
                RemoteProcess process = narrow.start("cat")) {
            assertThat(process.exit()).isNotDone();
            assertThatThrownBy(() -> narrow.start("true"))
                    .isInstanceOfSatisfying(
                            ConnectionException.class, e -> assertThat(e.code()).isEqualTo("ssh.channel"));
        }
    }
}
