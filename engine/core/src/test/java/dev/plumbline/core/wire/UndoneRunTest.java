package dev.plumbline.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.action.Content;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.read.FileState;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.Traces;
import dev.plumbline.api.read.UnitState;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.FileMode;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.undo.Undo;
import dev.plumbline.core.wire.LocalConnection.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a run changes is written down on the host, and any other can undo it. */
class UndoneRunTest extends HostTest {
    private static final String RUN = "20261128T080000Z-4f2c1a";
    private static final String ODD = "odd \"name\"\n'$x' \\n";

    @BeforeEach
    void aHost() throws IOException {
        Files.createDirectory(directory.resolve("t"));
        write("t/changed", "before\n", "rw-r-----");
        write("t/removed", "gone\u0000\u00ff without an end", "rwxr-xr-x");
        write("t/" + ODD, "odd\n", "rw-------");
        write("t/mode", "mode\n", "rw-r--r--");
        Files.createSymbolicLink(directory.resolve("t/link"), Path.of("changed"));
    }

    private void write(String name, String content, String mode) throws IOException {
        Path file = Files.write(directory.resolve(name), Bytes.latin1(content).toArray());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    /** Each path with all that can be seen of it. */
    private Map<String, String> tree() throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory.resolve("t"))) {
            for (Path each : all.toList()) {
                PosixFileAttributes attributes =
                        Files.readAttributes(each, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                String content = attributes.isSymbolicLink()
                        ? Files.readSymbolicLink(each).toString()
                        : attributes.isDirectory()
                                ? ""
                                : Bytes.of(Files.readAllBytes(each)).sha256().hex();
                tree.put(
                        each.toString(),
                        PosixFilePermissions.toString(attributes.permissions())
                                + attributes.owner()
                                + Files.getAttribute(each, "unix:nlink", LinkOption.NOFOLLOW_LINKS)
                                + content);
            }
        }
        return tree;
    }

    private ShellSession session(Host host, String run) {
        return session(
                LocalConnection.to(host), settings().withLock(new RunLock(run, "me at here", Duration.ofMinutes(1))));
    }

    private Action.WriteFile write(ShellSession session, String name, String content) throws Exception {
        FileState old = seen(session, new Read.FileStatus(path(name)));
        return new Action.WriteFile(
                path(name),
                seen(session, new Read.FileHash(path(name))),
                new Content.Inline(Bytes.utf8(content)),
                old instanceof FileState.Regular file ? file.mode() : new FileMode(0600),
                user(),
                group(),
                Optional.empty());
    }

    private String user() throws IOException {
        return Files.getOwner(directory).getName();
    }

    private String group() throws IOException {
        return Files.readAttributes(directory, PosixFileAttributes.class)
                .group()
                .getName();
    }

    private void change(ShellSession session) throws Exception {
        FileState.Regular mode = (FileState.Regular) seen(session, new Read.FileStatus(path("t/mode")));
        for (Action action : List.of(
                write(session, "t/changed", "after\n"),
                write(session, "t/" + ODD, "even\n"),
                write(session, "t/new", "new\n"),
                new Action.MakeDirectory(path("t/a"), new FileMode(0750), user(), group()),
                new Action.MakeDirectory(path("t/a/b"), new FileMode(0750), user(), group()),
                new Action.SetAttributes(
                        path("t/mode"), mode, new FileState.Regular(new FileMode(0600), user(), group(), 1)),
                new Action.MakeLink(path("t/link"), seen(session, new Read.FileStatus(path("t/link"))), "elsewhere"),
                new Action.MakeLink(path("t/second"), new FileState.Missing(), "new"),
                new Action.Remove(path("t/removed"), seen(session, new Read.FileStatus(path("t/removed")))))) {
            assertDone(outcome(session, action));
        }
        assertDone(outcome(session, write(session, "t/changed", "twice\n")));
        assertDone(outcome(session, write(session, "t/a/b/c", "in it\n")));
    }

    private static Traces.Lay lay(ShellSession session, AbsolutePath path) throws Exception {
        FileState state = seen(session, new Read.FileStatus(path));
        return new Traces.Lay(
                state, state instanceof FileState.Regular ? seen(session, new Read.FileHash(path)) : Optional.empty());
    }

    private static List<Delta> deltas(ShellSession session) throws Exception {
        Traces traces = seen(session, new Read.LeftBy(RUN));
        List<Traces.Lay> files = new ArrayList<>();
        for (Traces.OfFile file : traces.files()) {
            files.add(lay(session, file.path()));
        }
        return new Undo(RUN).diff(new Undo.Sight(traces, files, List.of()));
    }

    private static List<String> undo(ShellSession session) throws Exception {
        List<String> violations = new ArrayList<>();
        for (Delta delta : deltas(session)) {
            if (delta instanceof Delta.Change change) {
                assertDone(outcome(session, change.action()));
            } else if (delta instanceof Delta.Violation violation) {
                violations.add(violation.code());
            }
        }
        assertThat(deltas(session)).noneMatch(Delta.Change.class::isInstance);
        return violations;
    }

    @ParameterizedTest
    @EnumSource
    void everythingIsAsItWas(Host host) throws Exception {
        Map<String, String> before = tree();
        ShellSession first = session(host, RUN);
        change(first);
        first.close();
        assertThat(tree()).isNotEqualTo(before);

        assertThat(undo(session(host, "another"))).isEmpty();

        assertThat(tree()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void whatWasChangedSinceIsLeftAsItIs(Host host) throws Exception {
        ShellSession first = session(host, RUN);
        change(first);
        first.close();
        write("t/changed", "a third\n", "rw-r-----");
        write("t/a/mine", "somebody's\n", "rw-r-----");

        ShellSession second = session(host, "another");
        List<Delta> deltas = deltas(second);

        assertThat(deltas.stream()
                        .filter(Delta.Violation.class::isInstance)
                        .map(delta -> ((Delta.Violation) delta).message()))
                .containsExactly(path("t/changed") + " is left as it is: it was changed since");
        for (Delta delta : deltas) {
            if (delta instanceof Delta.Change change && !(change.action() instanceof Action.Run)) {
                assertDone(outcome(second, change.action()));
            }
        }
        assertThat(directory.resolve("t/changed")).hasContent("a third\n");
        assertThat(directory.resolve("t/a/mine")).hasContent("somebody's\n");
    }

    @ParameterizedTest
    @EnumSource
    void whatCanNotBeUndoneIsSaid(Host host) throws Exception {
        ShellSession first = session(host, RUN);
        assertDone(outcome(
                first,
                new Action.Run(
                        List.of(Text.of("true"), Text.secret("canary")),
                        Bytes.EMPTY,
                        Map.of(),
                        Optional.empty(),
                        List.of())));
        first.close();

        ShellSession second = session(host, "another");

        assertThat(seen(second, new Read.LeftBy(RUN)).others()).containsExactly("run true ********");
        assertThat(undo(second)).containsExactly("undo.impossible");
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheLastRunsAreKept(Host host) throws Exception {
        ShellSession first = session(host, "run-10");
        assertDone(outcome(first, write(first, "t/changed", "first\n")));
        first.close();
        for (int run = 11; run < 32; run++) {
            Files.createDirectory(
                    directory.resolve("state/runs/run-" + run),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        ShellSession last = session(host, "run-32");
        assertDone(outcome(last, write(last, "t/changed", "last\n")));
        last.close();

        try (Stream<Path> kept = Files.list(directory.resolve("state/runs"))) {
            assertThat(kept.map(each -> each.getFileName().toString()).sorted())
                    .hasSize(20)
                    .startsWith("run-13")
                    .endsWith("run-32");
        }
        assertThat(seen(session(host, "last"), new Read.LeftBy("run-10"))).isEqualTo(Traces.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsKeptIsNobodyElsesToRead(Host host) throws Exception {
        ShellSession session = session(host, RUN);
        change(session);
        try (Stream<Path> kept = Files.walk(directory.resolve("state/runs"))) {
            assertThat(kept.map(each -> {
                        try {
                            return PosixFilePermissions.toString(Files.getPosixFilePermissions(each))
                                    .substring(3);
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    }))
                    .containsOnly("------");
        }
    }

    @ParameterizedTest
    @EnumSource
    void unitsAreWrittenDownAsTheyWere(Host host) throws Exception {
        Path systemctl = Files.writeString(directory.resolve("systemctl"), "#!/bin/sh\nexit 0\n");
        Files.setPosixFilePermissions(systemctl, PosixFilePermissions.fromString("rwxr-xr-x"));
        ShellSession session = session(
                LocalConnection.to(host).withCommands(directory),
                settings().withLock(new RunLock(RUN, "me", Duration.ofMinutes(1))));
        UnitState was = new UnitState("loaded", "inactive", "disabled", false);
        assertDone(outcome(session, new Action.ControlUnit("web", Action.ControlUnit.Verb.ENABLE, was)));
        assertDone(outcome(
                session,
                new Action.ControlUnit("web", Action.ControlUnit.Verb.RESTART, was.withEnablement("enabled"))));

        assertThat(seen(session, new Read.LeftBy(RUN)).units())
                .containsExactly(new Traces.OfUnit("web", "inactive", "disabled", true));
        assertThat(new Undo(RUN)
                                .diff(new Undo.Sight(
                                        seen(session, new Read.LeftBy(RUN)),
                                        List.of(),
                                        List.of(new UnitState("loaded", "active", "enabled", false))))
                                .stream()
                                .map(delta -> ((Delta.Change) delta).action().summary()))
                .containsExactly("disable web", "stop web");
    }
}
