package dev.plumbline.ssh;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.connection.Target;
import dev.plumbline.ssh.hostkey.PublicKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * A real OpenSSH server on a loopback port, with everything it needs in one folder: host keys of three types, a user's keys, known_hosts
 * and an ssh_config for the client. Needs root and /usr/sbin/sshd.
 */
final class LocalSshd implements AutoCloseable {

    static final String PASSPHRASE = "open sesame ü";
    private static final Path SSHD = Path.of("/usr/sbin/sshd");

    private final Path folder;
    private final int port;
    private final List<String> extra;
    private Process process;

    private LocalSshd(Path folder, int port, List<String> extra, Process process) {
        this.folder = folder;
        this.port = port;
        this.extra = extra;
        this.process = process;
    }

    static LocalSshd start(Path folder, String... extra) {
        if (!Files.isExecutable(SSHD)) {
            throw new IllegalStateException("these tests need " + SSHD + ": apt-get install openssh-server");
        }
        try {
            Files.createDirectories(Path.of("/run/sshd"));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            int port = freePort();
            for (String type : List.of("ed25519", "ecdsa", "rsa")) {
                key(folder.resolve("host_" + type), type, "");
                key(folder.resolve("user_" + type), type, "");
            }
            key(folder.resolve("user_locked"), "ed25519", PASSPHRASE);
            key(folder.resolve("stranger"), "ed25519", "");
            String authorized = "";
            for (String name : List.of("user_ed25519", "user_ecdsa", "user_rsa", "user_locked")) {
                authorized += Files.readString(folder.resolve(name + ".pub"));
            }
            Files.writeString(folder.resolve("authorized_keys"), authorized);
            Files.createDirectories(folder.resolve("home/.ssh"));
            LocalSshd sshd = new LocalSshd(folder, port, List.of(extra), launch(folder, port, List.of(extra)));
            Files.writeString(
                    sshd.knownHosts(),
                    sshd.knownLine("ed25519") + "\n" + sshd.knownLine("ecdsa") + "\n" + sshd.knownLine("rsa") + "\n");
            sshd.awaitPort();
            return sshd;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process launch(Path folder, int port, List<String> extra) throws IOException {
        List<String> lines = new ArrayList<>(extra);
        lines.addAll(List.of(
                "Port " + port,
                "ListenAddress 127.0.0.1",
                "HostKey " + folder.resolve("host_ed25519"),
                "HostKey " + folder.resolve("host_ecdsa"),
                "HostKey " + folder.resolve("host_rsa"),
                "AuthorizedKeysFile " + folder.resolve("authorized_keys"),
                "PermitRootLogin yes",
                "PasswordAuthentication no",
                "KbdInteractiveAuthentication no",
                "UsePAM no",
                "StrictModes no",
                "PidFile none",
                "PrintMotd no",
                "LogLevel VERBOSE"));
        Path config = folder.resolve("sshd_config");
        Files.write(config, lines);
        return new ProcessBuilder(SSHD.toString(), "-D", "-e", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sshd.log").toFile())
                .start();
    }

    static void key(Path file, String type, String passphrase) {
        List<String> command = new ArrayList<>(List.of(
                "ssh-keygen",
                "-q",
                "-t",
                type,
                "-N",
                passphrase,
                "-C",
                file.getFileName().toString(),
                "-f"));
        command.add(file.toString());
        if (type.equals("rsa")) {
            command.addAll(List.of("-b", "2048"));
        }
        Shell.run(command);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitPort() throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < end) {
            if (!process.isAlive()) {
                throw new IllegalStateException("sshd ended: " + Files.readString(folder.resolve("sshd.log")));
            }
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
        throw new IllegalStateException("sshd does not listen: " + Files.readString(folder.resolve("sshd.log")));
    }

    int port() {
        return port;
    }

    Path folder() {
        return folder;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    Path knownHosts() {
        return folder.resolve("known_hosts");
    }

    Process process() {
        return process;
    }

    PublicKey hostKey(String type) {
        return publicKey(folder.resolve("host_" + type + ".pub"));
    }

    static PublicKey publicKey(Path file) {
        try {
            String[] words = Files.readString(file).strip().split(" ", -1);
            return PublicKey.parse(words[0], words[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String knownLine(String type) {
        PublicKey key = hostKey(type);
        return "[127.0.0.1]:" + port + " " + key.type() + " " + key.base64();
    }

    /** Settings that see nothing of the machine's own configuration. */
    SshSettings settings() {
        return new SshSettings(
                folder.resolve("home"),
                "root",
                Map.of("PATH", "/usr/bin:/bin"),
                List.of(folder.resolve("ssh_config")),
                List.of(knownHosts()),
                HostKeyPolicy.REFUSE_UNKNOWN,
                SshLimits.DEFAULT);
    }

    SshConnector connector() {
        return new SshConnector(settings());
    }

    Target target(String... keys) {
        return new Target(
                new HostName("web1"),
                "127.0.0.1",
                OptionalInt.of(port),
                Optional.of("root"),
                java.util.Arrays.stream(keys).map(folder::resolve).toList(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10));
    }

    /** Stops the listener and each process that serves a connection, as a power cut would: nothing is said any more. */
    void kill() {
        // Not what they run: a command's own death would still be told.
        List<ProcessHandle> serving = process.descendants()
                .filter(each -> each.info().command().orElse("").endsWith("sshd"))
                .toList();
        process.destroyForcibly();
        serving.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts again on the same port, with the same keys. */
    void restart() throws IOException {
        process = launch(folder, port, extra);
        awaitPort();
    }

    @Override
    public void close() {
        kill();
    }
}
