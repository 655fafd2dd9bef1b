package dev.plumbline.cli.training;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.shell.ProcessShellFactory;

/**
 * Makes the AOT cache that lets {@code plumb} start in half the time: applies a playbook to two hosts that are as they should be, behind
 * an SSH server and two Redis stand-ins in this process, on the loopback address. Nothing is changed. Without a cache the program works
 * too, so nothing here fails a build.
 *
 * @see <a href="https://openjdk.org/jeps/514">JEP 514: Ahead-of-Time Command-Line Ergonomics</a>
 */
public final class Training {
    private static final int PATIENCE_SECONDS = 120;
    private static final String CACHE = "plumb.aot";

    private Training() {}

    /** Takes the folder that holds {@code lib/plumb.jar}, and leaves the cache there. */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException, InterruptedException {
        Path program = Path.of(arguments[0]).toAbsolutePath();
        if (isFresh(program)) {
            return;
        }
        Files.deleteIfExists(program.resolve(CACHE));
        StartupClasses.prepare(program.resolve("lib"));
        TrainingGround ground = new TrainingGround(Files.createTempDirectory("plumb-training"));
        Map<String, String> data = TrainingRedis.data();
        try (SshServer server = SshServer.setUpDefaultServer();
                TrainingRedis master = new TrainingRedis(data);
                TrainingRedis replica = new TrainingRedis(data)) {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
            keys.initialize(256);
            KeyPair key = keys.generateKeyPair();
            server.setHost("127.0.0.1");
            server.setPort(0);
            server.setKeyPairProvider(KeyPairProvider.wrap(key));
            server.setPublickeyAuthenticator((user, shown, session) -> KeyUtils.compareKeys(shown, key.getPublic()));
            server.setCommandFactory((channel, command) -> {
                String found = "PATH=" + ground.programs() + ":$PATH; export PATH; " + command;
                return new ProcessShellFactory(found, "/bin/sh", "-c", found).createShell(channel);
            });
            server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
            server.start();
            master.start(TrainingGround.master(replica.port()), TrainingGround.running(master.port(), ""));
            replica.start(
                    TrainingGround.replica(master.port()),
                    TrainingGround.running(replica.port(), "127.0.0.1 " + master.port()));
            String hostKey = "[127.0.0.1]:" + server.getPort() + " " + PublicKeyEntry.toString(key.getPublic()) + "\n";
            ground.lay(server.getPort(), hostKey, openSsh(key), master.port(), replica.port());
            train(program, ground.folder());
        } finally {
            remove(ground.folder());
        }
    }

    private static String openSsh(KeyPair key) throws IOException, GeneralSecurityException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "training", null, written);
        return written.toString(StandardCharsets.US_ASCII);
    }

    private static boolean isFresh(Path program) throws IOException {
        Path cache = program.resolve(CACHE);
        if (!Files.exists(cache)) {
            return false;
        }
        try (Stream<Path> jars = Files.list(program.resolve("lib"))) {
            for (Path jar : jars.toList()) {
                if (Files.getLastModifiedTime(jar).compareTo(Files.getLastModifiedTime(cache)) > 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void train(Path program, Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process run = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xlog:aot=off",
                        "-Xlog:cds=off",
                        "-XX:AOTCacheOutput=" + program.resolve(CACHE),
                        "-jar",
                        program.resolve("lib/plumb.jar").toString(),
                        "apply",
                        "--yes",
                        "site.yml",
                        "--format",
                        "text",
                        "--format",
                        "json=report.json"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = run.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            run.destroyForcibly();
        }
        if (!ended || run.exitValue() != 0) {
            Files.deleteIfExists(program.resolve(CACHE));
            System.err.println("plumb will start more slowly: its AOT cache could not be made");
            System.err.println(Files.readString(log));
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
