package dev.plumbline.core.wire;

import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.connection.RemoteProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** This machine as a host: login shells are local processes with pipes. */
final class LocalConnection implements Connection {
    /** Shells that a host may have as {@code /bin/sh}; busybox with nothing but its own applets. */
    enum Host {
        DASH,
        BASH,
        BUSYBOX
    }

    private static final Path BUSYBOX_APPLETS = applets();

    final List<Process> started = new CopyOnWriteArrayList<>();
    final List<String> commands = new CopyOnWriteArrayList<>();

    private final String loginShell;
    private final String shell;
    private final String path;
    private final Optional<String> onlyPath;

    private LocalConnection(String loginShell, String shell, String path, Optional<String> onlyPath) {
        this.loginShell = loginShell;
        this.shell = shell;
        this.path = path;
        this.onlyPath = onlyPath;
    }

    static LocalConnection to(Host host) {
        return switch (host) {
            case DASH -> new LocalConnection("/bin/dash", "/bin/dash", System.getenv("PATH"), Optional.empty());
            case BASH ->
                new LocalConnection("/bin/bash", BUSYBOX_APPLETS + "-bash/sh", System.getenv("PATH"), Optional.empty());
            case BUSYBOX ->
                new LocalConnection(
                        BUSYBOX_APPLETS + "/sh", BUSYBOX_APPLETS + "/sh", BUSYBOX_APPLETS.toString(), Optional.empty());
        };
    }

    LocalConnection withLoginShell(String changed) {
        return new LocalConnection(changed, shell, path, onlyPath);
    }

    String loginShell() {
        return loginShell;
    }

    /** Commands found here come before all others. */
    LocalConnection withCommands(Path directory) {
        return new LocalConnection(loginShell, shell, directory + ":" + path, onlyPath);
    }

    /** Only commands found here, and none of the directories that every session looks into. */
    LocalConnection withOnlyCommands(Path directory) {
        return new LocalConnection(loginShell, shell, directory.toString(), Optional.of(directory.toString()));
    }

    @Override
    public RemoteProcess start(String command) throws ConnectionException {
        commands.add(command);
        // A session of its own, as sshd gives it.
        List<String> line =
                new ArrayList<>(List.of("setsid", loginShell, "-c", onlyHere(command.replace("/bin/sh", shell))));
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().put("PATH", path);
        try {
            Process process = builder.start();
            started.add(process);
            return new LocalProcess(process);
        } catch (IOException e) {
            throw new ConnectionException("test.start", "not started", "mend the test", e);
        }
    }

    private String onlyHere(String command) {
        return onlyPath.isEmpty() ? command : command.replace("/usr/local/bin:/usr/bin:/bin", onlyPath.get());
    }

    @Override
    public Socket tunnel(String address, int port, Duration timeout) throws ConnectionException {
        try {
            Socket socket = new Socket();
            socket.connect(new InetSocketAddress(address, port), Math.toIntExact(timeout.toMillis()));
            return socket;
        } catch (ConnectException e) {
            throw new ConnectionException("tunnel.refused", "nobody listens", "start it", e);
        } catch (SocketTimeoutException e) {
            throw new ConnectionException("tunnel.timeout", "no answer", "look", e);
        } catch (IOException e) {
            throw new ConnectionException("tunnel.forbidden", "no tunnel", "look", e);
        }
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        started.forEach(Process::destroyForcibly);
    }

    private static Path applets() {
        try {
            Path directory = Files.createTempDirectory("busybox");
            Path bash = Files.createDirectory(Path.of(directory + "-bash"));
            Files.createSymbolicLink(bash.resolve("sh"), Path.of("/bin/bash"));
            Files.setAttribute(directory, "unix:mode", 0755);
            Process list = new ProcessBuilder("busybox", "--list").start();
            try (var lines = list.inputReader()) {
                for (String applet : lines.lines().toList()) {
                    Files.createSymbolicLink(directory.resolve(applet), Path.of("/bin/busybox"));
                }
            }
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                delete(directory);
                delete(bash);
            }));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record LocalProcess(Process process) implements RemoteProcess {
        @Override
        public OutputStream stdin() {
            return process.getOutputStream();
        }

        @Override
        public InputStream stdout() {
            return process.getInputStream();
        }

        @Override
        public InputStream stderr() {
            return process.getErrorStream();
        }

        @Override
        public CompletableFuture<Exit> exit() {
            return process.onExit()
                    .thenApply(ended -> ended.exitValue() > 128
                            ? new Exit.Signal(Integer.toString(ended.exitValue() - 128))
                            : new Exit.Status(ended.exitValue()));
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
