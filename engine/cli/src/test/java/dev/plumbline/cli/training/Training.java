package dev.plumbline.cli.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.shell.ProcessShellFactory;

/**
 * Makes the AOT cache that lets {@code plumb} start in half the time: plans a small playbook against an SSH server in this process, on the
 * loopback address. What it plans is never applied. Without a cache the program works too, so nothing here fails a build.
 *
 * @see <a href="https://openjdk.org/jeps/514">JEP 514: Ahead-of-Time Command-Line Ergonomics</a>
 */
public final class Training {
    private static final int PATIENCE_SECONDS = 120;
    private static final String CACHE = "plumb.aot";

    private static final String INVENTORY = """
        training:
          hosts:
            one: { ansible_host: 127.0.0.1, ansible_port: PORT, ansible_user: nobody, ansible_password: training }
          vars: { port: 6379, names: [a, b] }
        """;

    private static final String PLAYBOOK = """
        - hosts: training
          vars: { place: "FOLDER/nowhere" }
          tasks:
            - name: Folder
              file: { path: "${place}", state: directory, mode: 0750 }
              when: port == 6379
            - name: Content
              copy: { dest: "${place}/${item}", content: "port ${port}\\nfor ${inventory_hostname}\\n" }
              loop: "${names}"
              notify: done
            - name: Template
              template: { src: training.ftl, dest: "${place}/template" }
            - name: Line
              lineinfile: { path: "${place}/line", line: "port ${port}", create: true }
            - name: Uptime
              command: { argv: [uname, -a], read_only: true }
              register: uname
            - assert: { that: "port gt 0" }
          handlers:
            - name: done
              command: { argv: ["true"] }
        """;

    private Training() {}

    /** Takes the folder that holds {@code lib/plumb.jar}, and leaves the cache there. */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException, InterruptedException {
        Path program = Path.of(arguments[0]).toAbsolutePath();
        if (isFresh(program)) {
            return;
        }
        Files.deleteIfExists(program.resolve(CACHE));
        Path folder = Files.createTempDirectory("plumb-training");
        try (SshServer server = SshServer.setUpDefaultServer()) {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
            keys.initialize(256);
            KeyPair key = keys.generateKeyPair();
            server.setHost("127.0.0.1");
            server.setPort(0);
            server.setKeyPairProvider(KeyPairProvider.wrap(key));
            server.setPasswordAuthenticator((user, password, session) -> password.equals("training"));
            server.setCommandFactory((channel, command) ->
                    new ProcessShellFactory(command, "/bin/sh", "-c", command).createShell(channel));
            server.start();
            lay(folder, server.getPort(), key);
            train(program, folder);
        } finally {
            remove(folder);
        }
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

    private static void lay(Path folder, int port, KeyPair key) throws IOException {
        Files.createDirectory(folder.resolve("templates"));
        Files.writeString(
                folder.resolve("templates/training.ftl"), "port ${port}\n<#list names as name>${name}</#list>\n");
        Files.writeString(folder.resolve("plumb.yml"), "inventory: hosts.yml\n");
        Files.writeString(folder.resolve("hosts.yml"), INVENTORY.replace("PORT", Integer.toString(port)));
        Files.writeString(folder.resolve("site.yml"), PLAYBOOK.replace("FOLDER", folder.toString()));
        Files.writeString(
                folder.resolve("known_hosts"),
                "[127.0.0.1]:" + port + " " + PublicKeyEntry.toString(key.getPublic()) + "\n");
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
                        "plan",
                        "site.yml",
                        "--format",
                        "json=plan.json"))
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
