package dev.plumbline.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.action.Action.MakeDirectory;
import dev.plumbline.api.action.Action.MakeLink;
import dev.plumbline.api.action.Action.Owe;
import dev.plumbline.api.action.Action.Remove;
import dev.plumbline.api.action.Action.SetAttributes;
import dev.plumbline.api.action.Action.Settle;
import dev.plumbline.api.read.FileState;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.FileMode;
import dev.plumbline.core.exchange.Answers;
import dev.plumbline.core.exchange.StepOutcome;
import dev.plumbline.core.wire.LocalConnection.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FileChangeTest extends HostTest {

    private static FileState.Regular regular(int mode, String owner, String group) {
        return new FileState.Regular(new FileMode(mode), owner, group, 1);
    }

    private static FileState.Link link(String target) {
        return new FileState.Link(target, Optional.empty(), "root", "root");
    }

    private static int mode(Path file) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
    }

    private Path file(String name, int mode) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "content");
        Files.setAttribute(file, "unix:mode", mode);
        return file;
    }

    @ParameterizedTest
    @EnumSource
    void modeAndOwnerAreSet(Host host) throws Exception {
        Path file = file("a\n'b", 0600);
        ShellSession session = session(host);

        assertDone(outcome(
                session,
                new SetAttributes(path("a\n'b"), regular(0600, "root", "root"), regular(06755, "daemon", "54321"))));
        assertThat(seen(session, new Read.FileStatus(path("a\n'b")))).isEqualTo(regular(06755, "daemon", "54321"));

        assertDone(outcome(
                session,
                new SetAttributes(path("a\n'b"), regular(06755, "daemon", "54321"), regular(0640, "daemon", "54321"))));
        assertThat(mode(file)).isEqualTo(0640);
        assertThat(file).hasContent("content");
    }

    @ParameterizedTest
    @EnumSource
    void aDirectorysAttributesAreSet(Host host) throws Exception {
        Path made = Files.createDirectory(directory.resolve("-d"));
        Files.setAttribute(made, "unix:mode", 0755);
        FileState.Directory before = new FileState.Directory(new FileMode(0755), "root", "root");
        FileState.Directory after = new FileState.Directory(new FileMode(01700), "daemon", "root");

        assertDone(outcome(session(host), new SetAttributes(path("-d"), before, after)));

        assertThat(seen(session(host), new Read.FileStatus(path("-d")))).isEqualTo(after);
    }

    @ParameterizedTest
    @EnumSource
    void aLinksOwnerIsSetAndItsTargetIsNot(Host host) throws Exception {
        Path target = file("target", 0600);
        Files.createSymbolicLink(directory.resolve("link"), Path.of("target"));
        FileState.Link after = new FileState.Link("target", Optional.of(path("target")), "daemon", "daemon");

        assertDone(outcome(session(host), new SetAttributes(path("link"), link("target"), after)));

        assertThat(seen(session(host), new Read.FileStatus(path("link")))).isEqualTo(after);
        assertThat(Files.getOwner(target).getName()).isEqualTo("root");
        assertThat(mode(target)).isEqualTo(0600);
    }

    @ParameterizedTest
    @EnumSource
    void attributesOfSomethingElseThanWasSeenAreLeft(Host host) throws Exception {
        Path file = file("file", 0644);
        Files.createSymbolicLink(directory.resolve("link"), Path.of("file"));
        ShellSession session = session(host);
        FileState.Regular after = regular(0777, "daemon", "root");

        assertThat(refused(outcome(session, new SetAttributes(path("file"), regular(0600, "root", "root"), after)))
                        .code())
                .isEqualTo("file.changed");
        assertThat(refused(outcome(session, new SetAttributes(path("file"), regular(0644, "daemon", "root"), after)))
                        .code())
                .isEqualTo("file.changed");
        assertThat(refused(outcome(session, new SetAttributes(path("link"), regular(0644, "root", "root"), after)))
                        .code())
                .isEqualTo("file.changed");
        assertThat(mode(file)).isEqualTo(0644);
        assertThat(Files.getOwner(file).getName()).isEqualTo("root");
    }

    @ParameterizedTest
    @EnumSource
    void aDirectoryIsMadeWithItsParents(Host host) throws Exception {
        assertDone(
                outcome(session(host), new MakeDirectory(path("a b/c\nd/-e"), new FileMode(02770), "daemon", "root")));

        assertThat(mode(directory.resolve("a b"))).isEqualTo(0755);
        assertThat(mode(directory.resolve("a b/c\nd"))).isEqualTo(0755);
        assertThat(mode(directory.resolve("a b/c\nd/-e"))).isEqualTo(02770);
        assertThat(Files.getOwner(directory.resolve("a b/c\nd/-e")).getName()).isEqualTo("daemon");
    }

    @ParameterizedTest
    @EnumSource
    void aDirectoryIsNotMadeWhereSomethingLies(Host host) throws Exception {
        file("file", 0600);
        Files.createSymbolicLink(directory.resolve("dangling"), Path.of("nowhere"));
        ShellSession session = session(host);
        FileMode mode = new FileMode(0755);

        assertThat(refused(outcome(session, new MakeDirectory(path("file"), mode, "root", "root")))
                        .code())
                .isEqualTo("file.changed");
        assertThat(refused(outcome(session, new MakeDirectory(path("dangling"), mode, "root", "root")))
                        .code())
                .isEqualTo("file.changed");
        failed(outcome(session, new MakeDirectory(path("new"), mode, "no-such-user", "root")));
        assertThat(directory.resolve("new")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void aLinkIsMadeAndTurnedElsewhereInOneStep(Host host) throws Exception {
        Files.createDirectory(directory.resolve("one"));
        Files.createDirectory(directory.resolve("-two\n"));
        ShellSession session = session(host);

        assertDone(outcome(session, new MakeLink(path("link"), new FileState.Missing(), "one")));
        assertThat(Files.readSymbolicLink(directory.resolve("link"))).isEqualTo(Path.of("one"));
        assertDone(outcome(session, new MakeLink(path("link"), link("one"), "-two\n")));
        assertThat(Files.readSymbolicLink(directory.resolve("link"))).isEqualTo(Path.of("-two\n"));
        assertDone(outcome(session, new MakeLink(path("link"), link("-two\n"), "-two")));
        assertThat(Files.readSymbolicLink(directory.resolve("link"))).isEqualTo(Path.of("-two"));

        assertThat(directory.resolve("one")).isEmptyDirectory();
        assertThat(directory.resolve("-two\n")).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource
    void aLinkThatSomebodyTurnedIsLeft(Host host) throws Exception {
        Files.createSymbolicLink(directory.resolve("link"), Path.of("theirs\n"));
        ShellSession session = session(host);

        assertThat(refused(outcome(session, new MakeLink(path("link"), link("theirs"), "ours")))
                        .code())
                .isEqualTo("file.changed");
        assertThat(refused(outcome(session, new MakeLink(path("link"), new FileState.Missing(), "ours")))
                        .code())
                .isEqualTo("file.changed");
        assertThat(Files.readSymbolicLink(directory.resolve("link"))).isEqualTo(Path.of("theirs\n"));
    }

    @ParameterizedTest
    @EnumSource
    void filesLinksAndTreesAreRemoved(Host host) throws Exception {
        file("-rf", 0600);
        Files.createDirectories(directory.resolve("tree/a/b"));
        Files.setAttribute(directory.resolve("tree"), "unix:mode", 0700);
        file("tree/a/x", 0);
        Files.createSymbolicLink(directory.resolve("link"), Path.of("tree"));
        ShellSession session = session(host);

        assertDone(outcome(session, new Remove(path("-rf"), regular(0600, "root", "root"))));
        assertDone(outcome(session, new Remove(path("link"), link("tree"))));
        assertThat(directory.resolve("tree/a/x")).exists();
        assertDone(outcome(
                session, new Remove(path("tree"), new FileState.Directory(new FileMode(0700), "root", "root"))));

        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotAsSeenOrMountedIsNotRemoved(Host host) throws Exception {
        file("file", 0600);
        Path tree = Files.createDirectories(directory.resolve("a tree/mount"));
        Files.setAttribute(tree.getParent(), "unix:mode", 0755);
        ShellSession session = session(host);
        FileState.Directory seen = new FileState.Directory(new FileMode(0755), "root", "root");
        command("mount", "-t", "tmpfs", "tmpfs", tree.toString());
        try {
            Files.writeString(tree.resolve("theirs"), "x");

            assertThat(failed(outcome(session, new Remove(path("a tree"), seen)))
                            .code())
                    .isEqualTo("file.mounted");
            assertThat(refused(outcome(session, new Remove(path("file"), seen))).code())
                    .isEqualTo("file.changed");
            assertThat(tree.resolve("theirs")).exists();
        } finally {
            command("umount", tree.toString());
        }
    }

    private static void command(String... words) throws Exception {
        assertThat(new ProcessBuilder(words).start().waitFor()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void debtsAreKeptUntilTheyAreSettled(Host host) throws Exception {
        ShellSession session = session(host);
        String awkward = "site.yml:3:\n\\n it's $HOME\r";

        assertDone(outcome(session, new Settle("never owed")));
        assertThat(directory.resolve("state")).doesNotExist();
        assertDone(outcome(session, new Owe(List.of("restart redis", awkward))));
        assertDone(outcome(session, new Owe(List.of("restart redis"))));
        assertThat(seen(session, new Read.Owed())).containsExactlyInAnyOrder("restart redis", awkward);
        assertThat(mode(directory.resolve("state"))).isEqualTo(0700);
        assertThat(mode(directory.resolve("state/owed"))).isEqualTo(0700);

        assertDone(outcome(session, new Settle(awkward)));
        assertThat(seen(session(host), new Read.Owed())).containsExactly("restart redis");
    }

    @ParameterizedTest
    @EnumSource
    void aStateDirectoryThatBelongsToAnotherIsNotUsed(Host host) throws Exception {
        Files.createDirectory(directory.resolve("state"));
        Files.setAttribute(directory.resolve("state"), "unix:uid", 4321);

        assertThat(failed(outcome(session(host), new Owe(List.of("x")))).code()).isEqualTo("debts.foreign");
    }

    @ParameterizedTest
    @EnumSource
    void withoutAStateDirectoryNothingIsOwed(Host host) throws Exception {
        ShellSession session = session(LocalConnection.to(host), settings().withState(Optional.empty()));

        assertDone(outcome(session, new Owe(List.of("x"))));
        assertThat(seen(session, new Read.Owed())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void manyActionsTravelInOneRoundTrip(Host host) throws Exception {
        ShellSession session = session(host);
        List<MakeDirectory> actions = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            actions.add(new MakeDirectory(path("d" + i), new FileMode(0755), "root", "root"));
        }

        Answers answers = does(session, actions.toArray(MakeDirectory[]::new));

        assertThat(answers.outcomes()).hasSize(60).allMatch(StepOutcome.Done.class::isInstance);
        assertThat(session.roundTrips().shell()).isEqualTo(1);
    }
}
