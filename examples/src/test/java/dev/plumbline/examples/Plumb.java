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

/**
 * The program {@code plumb}, run as a user runs it.
 *
 * @param directory where it is called
 * @param home the user's home: ssh_config, state and all else that it may find there
 * @param extra environment beside that
 */
record Plumb(Path directory, Path home, Map<String, String> extra) {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String HOW_TO_PACKAGE = "mvn -q -DskipTests package";

    /** Runs a command to its end. */
    Run run(String... arguments) {
        requirePackaged();
        return new Run(Finished.run(command(arguments), directory, environment(), "", LIMIT));
    }

    /** Applies the shipped playbook for Redis replication. */
    Run apply(String... arguments) {
        return json("apply", with(arguments, "--yes"));
    }

    Run plan(String... arguments) {
        return json("plan", arguments);
    }

    Run drift(String... arguments) {
        return json("drift", arguments);
    }

    /** Runs a command on the shipped playbook, for a report in JSON. */
    private Run json(String command, String... arguments) {
        List<String> words = new ArrayList<>(List.of(command, Tree.REDIS_REPLICATION.toString(), "--format", "json"));
        words.addAll(List.of(arguments));
        return run(words.toArray(String[]::new));
    }

    /** Starts a command and leaves it running. */
    Process start(String... arguments) {
        requirePackaged();
        return Finished.start(command(arguments), directory, environment());
    }

    Plumb from(Path otherDirectory) {
        return new Plumb(otherDirectory, home, extra);
    }

    Plumb atHome(Path otherHome) {
        return new Plumb(directory, otherHome, extra);
    }

    Plumb withEnvironment(String name, String value) {
        Map<String, String> more = new HashMap<>(extra);
        more.put(name, value);
        return new Plumb(directory, home, more);
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", System.getenv("PATH"));
        environment.put("HOME", home.toString());
        environment.put("USER", System.getProperty("user.name"));
        environment.put("LANG", "C.UTF-8");
        if (System.getenv("JAVA_HOME") != null) {
            environment.put("JAVA_HOME", System.getenv("JAVA_HOME"));
        }
        environment.putAll(extra);
        try {
            Files.createDirectories(home);
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return environment;
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(Tree.PLUMB.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private void requirePackaged() {
        Packaged.ANSWER.check();
    }

    private static String[] with(String[] arguments, String more) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(more);
        return all.toArray(String[]::new);
    }

    /** Whether {@code ./plumb} is there and runs, found out once. */
    private record Packaged(String problem) {
        static final Packaged ANSWER = look();

        void check() {
            if (!problem.isEmpty()) {
                throw new AssertionError(problem);
            }
        }

        private static Packaged look() {
            String remedy = "; first run in " + Tree.ROOT + ": " + HOW_TO_PACKAGE;
            if (!Files.isExecutable(Tree.PLUMB)) {
                return new Packaged("there is no " + Tree.PLUMB + remedy);
            }
            Finished version = Finished.run(
                    List.of(Tree.PLUMB.toString(), "--version"), Tree.ROOT, System.getenv(), "", Duration.ofMinutes(1));
            return new Packaged(version.exit() == 0 ? "" : Tree.PLUMB + " does not run" + remedy + "\n" + version);
        }
    }
}
