package dev.plumbline.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Real hosts on this machine, booted by {@code examples/lab}, in a folder and a network of their own.
 *
 * <p>Fails where this machine can't hold a lab, unless {@code -Dplumb.lab=skip} says that this is known.
 */
final class Lab implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int FIRST_NETWORK = 100;
    private static final int NETWORKS = 120;

    private final Path state;
    private final String subnet;
    private final Thread lastResort = new Thread(this::down);

    private Lab(Path state, String subnet) {
        this.state = state;
        this.subnet = subnet;
    }

    /** Boots hosts; the options are those of {@code lab up}. */
    static Lab up(Class<?> owner, String... options) {
        requireLinuxAsRoot();
        Path state = Tree.scratch("labs").resolve(owner.getSimpleName());
        endFormer(state);
        for (int i = 0; i < NETWORKS; i++) {
            int number = FIRST_NETWORK + Math.floorMod(owner.getSimpleName().hashCode() + i, NETWORKS);
            Lab lab = new Lab(state, "10.88." + number);
            Finished up = lab.command(concat("up", options));
            if (up.exit() == 0) {
                write(subnetFile(state), lab.subnet);
                Runtime.getRuntime().addShutdownHook(lab.lastResort);
                return lab;
            }
            if (!up.err().contains("PLUMB_LAB_SUBNET=")) {
                lab.down();
                throw new AssertionError("the lab did not come up\n" + up);
            }
        }
        throw new AssertionError("no free network 10.88.x.0/24 for a lab; look at: ls /run/plumbline-lab");
    }

    private static void requireLinuxAsRoot() {
        if ("skip".equals(System.getProperty("plumb.lab"))) {
            String why = "SKIPPED: no test on real hosts is run, since -Dplumb.lab=skip was given";
            System.out.println(why);
            Assumptions.abort(why);
        }
        String missing = missing();
        if (!missing.isEmpty()) {
            String message = "real hosts can't be booted here: " + missing
                    + ". Run the tests as root on Linux, or leave these out by -Dplumb.lab=skip";
            System.out.println("FAILED: " + message);
            throw new AssertionError(message);
        }
    }

    private static String missing() {
        if (!Files.isDirectory(Path.of("/proc/self/ns"))) {
            return "this machine has no Linux namespaces";
        }
        if (!"root".equals(System.getProperty("user.name"))) {
            return "these tests run as " + System.getProperty("user.name");
        }
        Map<String, String> environment = System.getenv();
        Finished namespaces = Finished.run(
                List.of("unshare", "--mount", "--net", "true"), Tree.ROOT, environment, "", Duration.ofSeconds(10));
        return namespaces.exit() == 0
                ? ""
                : "namespaces can't be made: " + namespaces.err().strip();
    }

    /** Adds hosts to those that run. */
    void also(String... options) {
        command(concat("up", options)).orFail();
    }

    /** New disks from the image. */
    void reset(String... names) {
        command(concat("reset", names)).orFail();
    }

    /** A power cut. */
    void cut(String... names) {
        command(concat("cut", names)).orFail();
    }

    /** A power cut after which nobody answers at the host's address. */
    void unplug(String name) {
        cut(name);
        String tag = Stream.of(subnet.split("\\."))
                .map(number -> "%02x".formatted(Integer.parseInt(number)))
                .collect(Collectors.joining());
        Finished.run(
                        List.of("ip", "-n", "plumb-" + tag + "-" + name, "link", "set", "eth0", "down"),
                        Tree.ROOT,
                        System.getenv(),
                        "",
                        LIMIT)
                .orFail();
    }

    Host host(String name) {
        String status = command(List.of("status")).orFail();
        for (String line : status.lines().toList()) {
            String[] words = line.split("\\s+");
            if (words[0].equals(name)) {
                return new Host(this, name, words[1], Integer.parseInt(words[2]), words[3], words[5]);
            }
        }
        throw new AssertionError("no host " + name + " in\n" + status);
    }

    /** The private key that all users of all hosts accept. */
    Path key() {
        return state.resolve("id_ed25519");
    }

    /** The hosts' real keys. */
    Path knownHosts() {
        return state.resolve("known_hosts");
    }

    Finished exec(String host, String input, List<String> command) {
        List<String> words = new ArrayList<>(List.of(Tree.LAB.toString(), "exec", host));
        words.addAll(command);
        return Finished.run(words, Tree.ROOT, environment(), input, LIMIT);
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(lastResort);
        down();
    }

    private void down() {
        command(List.of("down"));
        remove(state);
    }

    private Finished command(List<String> words) {
        List<String> command = new ArrayList<>(List.of(Tree.LAB.toString()));
        command.addAll(words);
        return Finished.run(command, Tree.ROOT, environment(), "", LIMIT);
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PLUMB_LAB_STATE", state.toString());
        environment.put("PLUMB_LAB_SUBNET", subnet);
        return environment;
    }

    private static void endFormer(Path state) {
        if (Files.exists(subnetFile(state))) {
            try {
                new Lab(state, Files.readString(subnetFile(state))).down();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Path subnetFile(Path state) {
        return state.resolveSibling(state.getFileName() + ".subnet");
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path folder) {
        Finished.run(
                List.of(
                        "rm",
                        "-rf",
                        "--one-file-system",
                        folder.toString(),
                        subnetFile(folder).toString()),
                Tree.ROOT,
                System.getenv(),
                "",
                LIMIT);
    }

    private static List<String> concat(String first, String... rest) {
        return Stream.concat(Stream.of(first), Stream.of(rest)).toList();
    }
}
