package dev.plumbline.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.action.Action.Owe;
import dev.plumbline.api.action.Action.Remove;
import dev.plumbline.api.action.Action.SetAttributes;
import dev.plumbline.api.action.Action.Settle;
import dev.plumbline.api.action.Action.WriteFile;
import dev.plumbline.api.action.Content;
import dev.plumbline.api.probe.Known;
import dev.plumbline.api.read.FileState;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.FileMode;
import dev.plumbline.core.exchange.Answers;
import dev.plumbline.core.wire.LocalConnection.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a user without rights sees and may do, and what another user can trick root into. */
class UnprivilegedTest extends HostTest {
    private static final int NOBODY = 65534;

    @BeforeEach
    void everybodyMayEnter() throws IOException {
        mode(directory, 0755);
    }

    private static void mode(Path path, int mode) throws IOException {
        Files.setAttribute(path, "unix:mode", mode);
    }

    private static Path owned(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
        return path;
    }

    private ShellSession nobody(Host host) throws IOException {
        LocalConnection connection = LocalConnection.to(host);
        Path login = Files.writeString(
                directory.resolve("login"),
                "#!/bin/sh\nexport HOME=" + directory
                        + "/home\nexec /usr/bin/setpriv --reuid=65534 --regid=65534 --clear-groups "
                        + connection.loginShell() + " \"$@\"\n");
        mode(login, 0755);
        return session(connection.withLoginShell(login.toString()), settings());
    }

    private WriteFile write(String name) {
        return new WriteFile(
                path(name),
                Optional.empty(),
                new Content.Inline(Bytes.utf8("new")),
                new FileMode(0644),
                "nobody",
                "nogroup",
                Optional.empty());
    }

    @ParameterizedTest
    @EnumSource
    void whatMayNotBeSeenIsUnreadableAndNotAbsent(Host host) throws Exception {
        Path hidden = Files.createDirectory(directory.resolve("hidden"));
        Files.writeString(hidden.resolve("file"), "x");
        mode(hidden, 0700);
        mode(Files.writeString(directory.resolve("secret"), "x"), 0600);
        Files.createSymbolicLink(directory.resolve("link"), hidden.resolve("file"));
        Files.createSymbolicLink(directory.resolve("dangling"), Path.of("no/such/file"));

        Answers answers = asks(
                nobody(host),
                new Read.FileStatus(path("hidden/file")),
                new Read.FileStatus(path("hidden/none/below")),
                new Read.FileHash(path("hidden/file")),
                new Read.FileHash(path("secret")),
                new Read.FileContent(path("secret")),
                new Read.FileContent(path("link")),
                new Read.FileHash(path("dangling")),
                new Read.FileStatus(path("secret")),
                new Read.FileModified(path("secret")),
                new Read.FileStatus(path("missing")));

        assertThat(known(answers, new Read.FileStatus(path("hidden/file")))).isInstanceOf(Known.Unreadable.class);
        assertThat(known(answers, new Read.FileStatus(path("hidden/none/below"))))
                .isInstanceOf(Known.Unreadable.class);
        assertThat(known(answers, new Read.FileHash(path("hidden/file")))).isInstanceOf(Known.Unreadable.class);
        assertThat(known(answers, new Read.FileHash(path("secret")))).isInstanceOf(Known.Unreadable.class);
        assertThat(known(answers, new Read.FileContent(path("secret")))).isInstanceOf(Known.Unreadable.class);
        assertThat(known(answers, new Read.FileContent(path("link")))).isInstanceOf(Known.Unreadable.class);
        assertThat(seen(answers, new Read.FileHash(path("dangling")))).isEmpty();
        assertThat(seen(answers, new Read.FileStatus(path("secret"))))
                .isEqualTo(new FileState.Regular(new FileMode(0600), "root", "root", 1));
        assertThat(seen(answers, new Read.FileModified(path("secret")))).isPresent();
        assertThat(seen(answers, new Read.FileStatus(path("missing")))).isEqualTo(new FileState.Missing());
    }

    @ParameterizedTest
    @EnumSource
    void anothersFilesAreNotChanged(Host host) throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "x");
        mode(file, 0644);
        FileState.Regular seen = new FileState.Regular(new FileMode(0644), "root", "root", 1);
        ShellSession session = nobody(host);

        assertThat(failed(outcome(session, write("new"))).code()).isEqualTo("file.denied");
        assertThat(failed(outcome(session, new Remove(path("file"), seen))).code())
                .isEqualTo("file.denied");
        failed(outcome(
                session,
                new SetAttributes(path("file"), seen, new FileState.Regular(new FileMode(0666), "root", "root", 1))));
        assertThat(file).hasContent("x");
    }

    @ParameterizedTest
    @EnumSource
    void anOwnDirectoryIsWrittenWithoutRoot(Host host) throws Exception {
        owned(Files.createDirectory(directory.resolve("own")));

        assertDone(outcome(nobody(host), write("own/file")));

        assertThat(directory.resolve("own/file")).hasContent("new");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsOwedIsKeptInTheUsersOwnHome(Host host) throws Exception {
        owned(Files.createDirectory(directory.resolve("home")));
        assertDone(outcome(session(host), new Owe(List.of("x"))));
        ShellSession nobody = nobody(host);
        assertThat(seen(nobody, new Read.Owed())).isEmpty();

        assertDone(outcome(nobody, new Owe(List.of("y"))));

        assertThat(seen(nobody, new Read.Owed())).containsExactly("y");
        assertThat(seen(session(host), new Read.Owed())).containsExactly("x");
        assertThat(directory.resolve("home/.local/state/plumbline/owed")).isDirectory();

        assertDone(outcome(nobody, new Settle("y")));
        assertThat(seen(nobody, new Read.Owed())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void withoutAHomeNothingIsOwed(Host host) throws Exception {
        ShellSession nobody = nobody(host);

        failed(outcome(nobody, new Owe(List.of("x"))));
    }

    @ParameterizedTest
    @EnumSource
    void aDirectorySwappedForALinkLeadsRootNowhereElse(Host host) throws Exception {
        Path play = owned(Files.createDirectory(directory.resolve("play")));
        owned(Files.createDirectory(play.resolve("work")));
        Path victim = Files.createDirectory(directory.resolve("victim"));
        Process swapper = new ProcessBuilder(
                        "setpriv",
                        "--reuid=65534",
                        "--regid=65534",
                        "--clear-groups",
                        "sh",
                        "-c",
                        "cd " + play
                                + "; while [ ! -e ../stop ]; do mv work away; ln -s ../victim work; rm work; mv away"
                                + " work; done")
                .start();
        try {
            ShellSession session = session(host);
            for (int i = 0; i < 60; i++) {
                does(session, write("play/work/file" + i));
            }
        } finally {
            Files.createFile(directory.resolve("stop"));
            swapper.waitFor(20, TimeUnit.SECONDS);
            swapper.destroyForcibly();
        }
        assertThat(victim).isEmptyDirectory();
    }
}
