package dev.plumbline.testkit.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A redis-server on a free loopback port, with a directory of its own; ended and removed on close. */
public final class RedisProcess implements AutoCloseable {
    private final Path directory;
    private final int port;
    private Process process;

    private RedisProcess(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    /** Whether there is a redis-server to start. */
    public static boolean isInstalled() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "redis-server")));
    }

    /** Starts a server whose configuration has these lines, and waits until it listens. */
    public static RedisProcess start(String... lines) {
        return start(Arrays.stream(lines)
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList());
    }

    /** The same with lines of any bytes. */
    public static RedisProcess start(List<byte[]> lines) {
        try {
            Path directory = Files.createTempDirectory("plumbline-redis");
            int port = freePort();
            Path file = directory.resolve("redis.conf");
            Files.writeString(
                    file,
                    "bind 127.0.0.1\nport " + port + "\ndir " + directory
                            + "\nsave \"\"\nrepl-diskless-sync-delay 0\n");
            for (byte[] line : lines) {
                Files.write(file, line, java.nio.file.StandardOpenOption.APPEND);
                Files.writeString(file, "\n", java.nio.file.StandardOpenOption.APPEND);
            }
            RedisProcess redis = new RedisProcess(directory, port, launch(directory));
            redis.awaitListening();
            return redis;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process launch(Path directory) throws IOException {
        return new ProcessBuilder(
                        "redis-server", directory.resolve("redis.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("log").toFile()))
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitListening() throws IOException {
        for (int attempt = 0; attempt < 500; attempt++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
                return;
            } catch (IOException e) {
                if (!process.isAlive()) {
                    throw new IOException("redis-server ended: " + log(), e);
                }
                pause();
            }
        }
        end();
        throw new IOException("redis-server does not listen: " + log());
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a server starts", e);
        }
    }

    public int port() {
        return port;
    }

    public Path file() {
        return directory.resolve("redis.conf");
    }

    public String log() {
        try {
            return Files.readString(directory.resolve("log"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The reply to a command, bytes as characters: a string, an error with its {@code -}, or an array's items. */
    public List<String> ask(String... command) {
        return ask(List.of(List.of(command)));
    }

    /** The same after an AUTH with this password. */
    public List<String> askAs(String password, String... command) {
        return ask(List.of(List.of("AUTH", password), List.of(command)));
    }

    private List<String> ask(List<List<String>> commands) {
        try {
            return PlainClient.ask(port, commands);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it, and starts it again with its file as it is now. */
    public void restart() {
        try {
            end();
            process = launch(directory);
            awaitListening();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it; its directory stays until close. */
    public void end() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a server ends", e);
        }
    }

    /** Sends it a signal by name, such as {@code STOP}. */
    public void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a server is sent a signal", e);
        }
    }

    @Override
    public void close() {
        end();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
