package dev.plumbline.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.probe.Known;
import dev.plumbline.api.read.Account;
import dev.plumbline.api.read.CommandResult;
import dev.plumbline.api.read.FileState;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.FileMode;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.exchange.Answers;
import dev.plumbline.core.wire.LocalConnection.Host;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadTest extends HostTest {
    private static final List<String> AWKWARD = List.of(
            "plain",
            "a space",
            "a\nnewline",
            "it's",
            "say \"hi\"",
            "-rf",
            "--",
            "ünïcödé 漢字",
            "$HOME",
            "`id`",
            "back\\slash",
            "*",
            "[a-z]",
            "~",
            "#",
            "tab\there",
            "new\n",
            "!bang",
            "a;b&c|d",
            "%s%n",
            " leading",
            "trailing ",
            "\u0001\u001b[2J");

    @ParameterizedTest
    @EnumSource
    void filesWithAwkwardNamesAreReadAsAnyOther(Host host) throws Exception {
        List<Read<?>> reads = new ArrayList<>();
        for (String name : AWKWARD) {
            Files.writeString(directory.resolve(name), "content of " + name);
            reads.add(new Read.FileStatus(path(name)));
            reads.add(new Read.FileHash(path(name)));
            reads.add(new Read.FileModified(path(name)));
        }
        reads.add(new Read.FileContent(path("a\nnewline")));
        reads.add(new Read.FileContent(path("-rf")));
        ShellSession session = session(host);

        Answers answers = asks(session, reads.toArray(Read<?>[]::new));

        for (String name : AWKWARD) {
            Path file = directory.resolve(name);
            assertThat(seen(answers, new Read.FileStatus(path(name))))
                    .as(name)
                    .isEqualTo(new FileState.Regular(mode(file), "root", "root", 1));
            assertThat(seen(answers, new Read.FileHash(path(name))))
                    .as(name)
                    .contains(Bytes.utf8("content of " + name).sha256());
            long modified = Files.getLastModifiedTime(file).to(java.util.concurrent.TimeUnit.MICROSECONDS);
            assertThat(seen(answers, new Read.FileModified(path(name))))
                    .as(name)
                    .contains(modified);
        }
        assertThat(seen(answers, new Read.FileContent(path("-rf")))).contains(Bytes.utf8("content of -rf"));
        assertThat(session.roundTrips().shell()).isEqualTo(1);
    }

    private static FileMode mode(Path file) throws Exception {
        return new FileMode((Integer) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777);
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfFileIsTold(Host host) throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "x");
        Files.createLink(directory.resolve("hard"), file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Files.createDirectory(directory.resolve("dir"));
        Files.setAttribute(directory.resolve("dir"), "unix:mode", 01777);
        Files.setAttribute(file, "unix:uid", 54321);
        Files.createSymbolicLink(directory.resolve("link"), Path.of("chain"));
        Files.createSymbolicLink(directory.resolve("chain"), Path.of("file"));
        Files.createSymbolicLink(directory.resolve("dangling"), Path.of("no\nwhere"));
        Files.createSymbolicLink(directory.resolve("loop"), Path.of("loop"));
        new ProcessBuilder("mkfifo", directory + "/pipe").start().waitFor();
        ShellSession session = session(host);

        Answers answers = asks(
                session,
                new Read.FileStatus(path("file")),
                new Read.FileStatus(path("dir")),
                new Read.FileStatus(path("link")),
                new Read.FileStatus(path("dangling")),
                new Read.FileStatus(path("loop")),
                new Read.FileStatus(path("pipe")),
                new Read.FileStatus(path("missing")),
                new Read.FileStatus(path("missing/below")),
                new Read.FileStatus(path("file/below")),
                new Read.FileStatus(new AbsolutePath("/")),
                new Read.FileStatus(new AbsolutePath("/dev/null")),
                new Read.FileHash(path("link")),
                new Read.FileHash(path("dangling")),
                new Read.FileHash(path("pipe")),
                new Read.FileHash(path("dir")),
                new Read.FileContent(path("link")),
                new Read.FileContent(path("dir")),
                new Read.FileContent(path("missing")),
                new Read.FileModified(path("missing")),
                new Read.FileModified(path("dir")));

        assertThat(seen(answers, new Read.FileStatus(path("file"))))
                .isEqualTo(new FileState.Regular(new FileMode(0640), "54321", "root", 2));
        assertThat(seen(answers, new Read.FileStatus(path("dir"))))
                .isEqualTo(new FileState.Directory(new FileMode(01777), "root", "root"));
        assertThat(seen(answers, new Read.FileStatus(path("link"))))
                .isEqualTo(new FileState.Link("chain", Optional.of(path("file")), "root", "root"));
        assertThat(seen(answers, new Read.FileStatus(path("dangling"))))
                .isEqualTo(new FileState.Link("no\nwhere", Optional.empty(), "root", "root"));
        assertThat(seen(answers, new Read.FileStatus(path("loop"))))
                .isEqualTo(new FileState.Link("loop", Optional.empty(), "root", "root"));
        assertThat(seen(answers, new Read.FileStatus(path("pipe"))))
                .isEqualTo(new FileState.Special("pipe", mode(directory.resolve("pipe")), "root", "root"));
        assertThat(seen(answers, new Read.FileStatus(path("missing")))).isEqualTo(new FileState.Missing());
        assertThat(seen(answers, new Read.FileStatus(path("missing/below")))).isEqualTo(new FileState.Missing());
        assertThat(seen(answers, new Read.FileStatus(path("file/below")))).isEqualTo(new FileState.Missing());
        assertThat(seen(answers, new Read.FileStatus(new AbsolutePath("/")))).isInstanceOf(FileState.Directory.class);
        assertThat(seen(answers, new Read.FileStatus(new AbsolutePath("/dev/null"))))
                .isEqualTo(new FileState.Special("character device", new FileMode(0666), "root", "root"));
        assertThat(seen(answers, new Read.FileHash(path("link"))))
                .contains(Bytes.utf8("x").sha256());
        assertThat(seen(answers, new Read.FileHash(path("dangling")))).isEmpty();
        assertThat(seen(answers, new Read.FileHash(path("pipe")))).isEmpty();
        assertThat(seen(answers, new Read.FileHash(path("dir")))).isEmpty();
        assertThat(seen(answers, new Read.FileContent(path("link")))).contains(Bytes.utf8("x"));
        assertThat(seen(answers, new Read.FileContent(path("dir")))).isEmpty();
        assertThat(seen(answers, new Read.FileContent(path("missing")))).isEmpty();
        assertThat(seen(answers, new Read.FileModified(path("missing")))).isEmpty();
        assertThat(seen(answers, new Read.FileModified(path("dir")))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void contentsComeByteForByte(Host host) throws Exception {
        byte[] random = new byte[3_000_000];
        new Random(7).nextBytes(random);
        Files.write(directory.resolve("random"), random);
        Files.write(directory.resolve("empty"), new byte[0]);
        Files.write(directory.resolve("newlines"), "\n\n\n".getBytes(UTF_8));
        Files.write(directory.resolve("unfinished"), "no newline".getBytes(UTF_8));
        ShellSession session = session(host);

        Answers answers = asks(
                session,
                new Read.FileContent(path("random")),
                new Read.FileHash(path("random")),
                new Read.FileContent(path("empty")),
                new Read.FileContent(path("newlines")),
                new Read.FileContent(path("unfinished")));

        assertThat(seen(answers, new Read.FileContent(path("random")))).contains(Bytes.of(random));
        assertThat(seen(answers, new Read.FileHash(path("random"))))
                .contains(Bytes.of(random).sha256());
        assertThat(seen(answers, new Read.FileContent(path("empty")))).contains(Bytes.EMPTY);
        assertThat(seen(answers, new Read.FileContent(path("newlines")))).contains(Bytes.utf8("\n\n\n"));
        assertThat(seen(answers, new Read.FileContent(path("unfinished")))).contains(Bytes.utf8("no newline"));
    }

    @ParameterizedTest
    @EnumSource
    void aFileOverTheLimitIsUnreadableAndNotAbsent(Host host) throws Exception {
        Files.write(directory.resolve("large"), new byte[Read.FileContent.LIMIT + 1]);
        Files.write(directory.resolve("fits"), new byte[Read.FileContent.LIMIT]);

        Answers answers = asks(session(host), new Read.FileContent(path("large")), new Read.FileContent(path("fits")));

        assertThat(known(answers, new Read.FileContent(path("large")))).isInstanceOf(Known.Unreadable.class);
        assertThat(seen(answers, new Read.FileContent(path("fits"))))
                .hasValueSatisfying(bytes -> assertThat(bytes.length()).isEqualTo(Read.FileContent.LIMIT));
    }

    @ParameterizedTest
    @EnumSource
    void modificationTimesKeepTheirMicroseconds(Host host) throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "x");
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_700_000_000, 12_345_000)));

        assertThat(seen(session(host), new Read.FileModified(path("file")))).contains(1_700_000_000_012_345L);
    }

    @ParameterizedTest
    @EnumSource
    void moreFilesThanFitIntoOneCallAreRead(Host host) throws Exception {
        List<Read<?>> reads = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            if (i % 2 == 0) {
                Files.writeString(directory.resolve("file" + i), "x" + i);
            }
            reads.add(new Read.FileHash(path("file" + i)));
            reads.add(new Read.FileStatus(path("file" + i)));
        }

        Answers answers = asks(session(host), reads.toArray(Read<?>[]::new));

        for (int i = 0; i < 700; i++) {
            assertThat(seen(answers, new Read.FileHash(path("file" + i))))
                    .isEqualTo(i % 2 == 0 ? Optional.of(Bytes.utf8("x" + i).sha256()) : Optional.empty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void commandsAnswerWithOutputErrorAndStatusApart(Host host) throws Exception {
        Read.CommandOutput read = new Read.CommandOutput(
                List.of("sh", "-c", "printf 'o\\0\\n\\n'; printf e >&2; printf %s \"$SECRET\"; pwd; exit 3"),
                Optional.of(path("")),
                Map.of("SECRET", Text.secret("p'w\n")));

        CommandResult result = seen(session(host), read);

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.output()).isEqualTo(Bytes.utf8("o\0\n\np'w\n" + directory + "\n"));
        assertThat(result.error()).isEqualTo(Bytes.utf8("e"));
    }

    @ParameterizedTest
    @EnumSource
    void aCommandThatIsMissingAnswersWith127(Host host) throws Exception {
        Read.CommandOutput missing =
                new Read.CommandOutput(List.of("no-such-program-here"), Optional.empty(), Map.of());
        Read.CommandOutput dash = new Read.CommandOutput(List.of("-x"), Optional.empty(), Map.of());

        Answers answers = asks(session(host), missing, dash);

        assertThat(seen(answers, missing).code()).isEqualTo(127);
        assertThat(seen(answers, dash).code()).isEqualTo(127);
    }

    @ParameterizedTest
    @EnumSource
    void argumentsArriveLiterally(Host host) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("printf", "%s\\0"));
        arguments.addAll(AWKWARD);

        CommandResult result = seen(session(host), new Read.CommandOutput(arguments, Optional.empty(), Map.of()));

        assertThat(Section.text(result.output())).isEqualTo(String.join("\0", AWKWARD) + "\0");
    }

    @ParameterizedTest
    @EnumSource
    void aCommandFindsNothingToRead(Host host) throws Exception {
        Read.CommandOutput cat = new Read.CommandOutput(List.of("cat"), Optional.empty(), Map.of());

        assertThat(seen(session(host), cat).output()).isEqualTo(Bytes.EMPTY);
    }

    @ParameterizedTest
    @EnumSource
    void outputThatLooksLikeAFrameIsOutput(Host host) throws Exception {
        String fake = "\n0123456789abcdef0123456789abcdef e 0 0\n\n0123456789abcdef0123456789abcdef z\n";
        Read.CommandOutput read = new Read.CommandOutput(List.of("printf", "%s", fake), Optional.empty(), Map.of());

        assertThat(Section.text(seen(session(host), read).output())).isEqualTo(fake);
    }

    @ParameterizedTest
    @EnumSource
    void outputBeyondTheLimitIsUnreadableAndTheSessionGoesOn(Host host) throws Exception {
        Read.CommandOutput flood =
                new Read.CommandOutput(List.of("head", "-c", "3000000", "/dev/zero"), Optional.empty(), Map.of());
        ShellSession session = session(LocalConnection.to(host), settings().withOutputLimit(1000));

        assertThat(ask(session, flood)).isInstanceOf(Known.Unreadable.class);
        assertThat(seen(session, new Read.Self())).isEqualTo(new Account("root", "root"));
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsOwedWhereNothingWasWritten(Host host) throws Exception {
        assertThat(seen(session(host), new Read.Owed())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void installedPackagesTellTheirVersion(Host host) throws Exception {
        Answers answers = asks(
                session(host),
                new Read.PackageVersion("dash"),
                new Read.PackageVersion("no-such-package-here"),
                new Read.PackageVersion("not a name"));

        assertThat(seen(answers, new Read.PackageVersion("dash"))).isPresent();
        assertThat(seen(answers, new Read.PackageVersion("no-such-package-here")))
                .isEmpty();
        assertThat(known(answers, new Read.PackageVersion("not a name"))).isInstanceOf(Known.Unreadable.class);
    }

    @ParameterizedTest
    @EnumSource
    void unitsAreUnreadableWithoutSystemd(Host host) throws Exception {
        assertThat(ask(session(host), new Read.UnitStatus("redis"))).isInstanceOf(Known.Unreadable.class);
    }
}
