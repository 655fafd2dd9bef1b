package dev.plumbline.testkit.simulation;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.action.Content;
import dev.plumbline.api.action.Effect;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Desired;
import dev.plumbline.api.module.Difference;
import dev.plumbline.api.module.Waits;
import dev.plumbline.api.probe.Probe;
import dev.plumbline.api.read.Reachability;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.UnitState;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.FileMode;
import dev.plumbline.api.value.HostName;
import dev.plumbline.api.value.Text;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The smallest modules that show what the planner must cope with. */
final class TestModules {

    private TestModules() {}

    /** A file that ends with a line. */
    record Line(String path, String line) implements Desired<Optional<Bytes>> {
        @Override
        public Probe<Optional<Bytes>> probe() {
            return Probe.of(new Read.FileContent(new AbsolutePath(path)));
        }

        @Override
        public List<Delta> diff(Optional<Bytes> seen) {
            String before = seen.map(Bytes::latin1).orElse("");
            if (before.contains(line + "\n")) {
                return List.of();
            }
            return List.of(Delta.Change.of(
                    Difference.added("line", Text.of(line)),
                    new Action.WriteFile(
                            new AbsolutePath(path),
                            seen.map(Bytes::sha256),
                            new Content.Inline(Bytes.latin1(before + line + "\n")),
                            new FileMode(0644),
                            "root",
                            "root",
                            Optional.empty())));
        }

        @Override
        public Data.Mapping result(Optional<Bytes> seen) {
            return Data.mapping().put("size", seen.map(Bytes::length).orElse(0)).build();
        }
    }

    record Installed(String name) implements Desired<Optional<String>> {
        @Override
        public Probe<Optional<String>> probe() {
            return Probe.of(new Read.PackageVersion(name));
        }

        @Override
        public List<Delta> diff(Optional<String> seen) {
            return seen.isPresent()
                    ? List.of()
                    : List.of(Delta.Change.of(
                            Difference.added("package", Text.of(name)),
                            new Action.InstallPackages(List.of(name), false)));
        }
    }

    record Restarted(String unit) implements Desired<UnitState> {
        @Override
        public Probe<UnitState> probe() {
            return Probe.of(new Read.UnitStatus(unit));
        }

        @Override
        public List<Delta> diff(UnitState seen) {
            return List.of(new Delta.Change(
                    List.of(Difference.of("state", seen.active(), "restarted")),
                    new Action.ControlUnit(unit, Action.ControlUnit.Verb.RESTART, seen),
                    true));
        }
    }

    /** Says that a port of another host answers, and can do nothing about it. */
    record Answers(HostName from, int port) implements Desired<Reachability> {
        @Override
        public Probe<Reachability> probe() {
            return Probe.on(from, new Read.TcpReach("10.0.0.1", port, Duration.ofSeconds(1)));
        }

        @Override
        public List<Delta> diff(Reachability seen) {
            return seen instanceof Reachability.Open
                    ? List.of()
                    : List.of(Delta.Violation.of("port.closed", "nobody listens on " + port, "start it"));
        }
    }

    /** Waits for a port that nobody opens. */
    record Patient(Duration timeout) implements Desired<Reachability>, Waits {
        @Override
        public Duration interval() {
            return Duration.ofMillis(5);
        }

        @Override
        public Probe<Reachability> probe() {
            return Probe.of(new Read.TcpReach("10.0.0.1", 81, Duration.ofSeconds(1)));
        }

        @Override
        public List<Delta> diff(Reachability seen) {
            return List.of(Delta.Violation.of("wait.timeout", "nobody listens", "start it"));
        }
    }

    record Command(String program) implements Desired<String> {
        @Override
        public Probe<String> probe() {
            return Probe.just("");
        }

        @Override
        public List<Delta> diff(String seen) {
            return List.of(new Delta.Change(
                    List.of(Difference.added("command", Text.of(program))),
                    new Action.Run(List.of(Text.of(program)), Bytes.EMPTY, Map.of(), Optional.empty(), List.of()),
                    true));
        }
    }

    /** Promises a content that its action does not bring. */
    record Liar() implements Desired<Optional<Bytes>> {
        private static final Read<Optional<Bytes>> READ = new Read.FileContent(new AbsolutePath("/liar"));

        @Override
        public Probe<Optional<Bytes>> probe() {
            return Probe.of(READ);
        }

        @Override
        public List<Delta> diff(Optional<Bytes> seen) {
            return seen.isPresent()
                    ? List.of()
                    : List.of(Delta.Change.of(
                            Difference.added("content", Text.of("x")),
                            new Action.Run(
                                    List.of(Text.of("true")),
                                    Bytes.EMPTY,
                                    Map.of(),
                                    Optional.empty(),
                                    List.of(new Effect.Becomes<>(READ, Optional.of(Bytes.utf8("x")))))));
        }
    }

    /** Never content. */
    record Restless() implements Desired<Optional<Bytes>> {
        @Override
        public Probe<Optional<Bytes>> probe() {
            return Probe.of(new Read.FileContent(new AbsolutePath("/restless")));
        }

        @Override
        public List<Delta> diff(Optional<Bytes> seen) {
            return new Line("/restless", "x" + seen.map(Bytes::length).orElse(0)).diff(seen);
        }
    }
}
