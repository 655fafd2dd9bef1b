package dev.plumbline.modules.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plumbline.api.read.FileState;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.FileMode;
import dev.plumbline.api.value.LocalFile;
import dev.plumbline.api.value.Text;
import dev.plumbline.testkit.IdempotenceTest;
import dev.plumbline.testkit.InMemoryHost;
import dev.plumbline.testkit.SimulatedProgram;
import dev.plumbline.testkit.StartingState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyTest extends IdempotenceTest {
    private static final AbsolutePath DEST = new AbsolutePath("/etc/motd");
    private static final Copy HELLO = content("hello\n");

    @TempDir
    Path beside;

    private static Copy content(String content) {
        return new Copy(
                Optional.empty(),
                Optional.of(Text.of(content)),
                DEST,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Copy to(String dest) {
        return new Copy(
                Optional.empty(),
                HELLO.content(),
                new AbsolutePath(dest),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Copy owned(String mode, String owner, String group) {
        return new Copy(
                Optional.empty(),
                HELLO.content(),
                DEST,
                Optional.of(FileMode.parse(mode)),
                Optional.of(owner),
                Optional.of(group),
                Optional.empty());
    }

    private static Copy validated() {
        return new Copy(
                Optional.empty(),
                HELLO.content(),
                DEST,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(ValidateCommand.parse("check -f %s")));
    }

    private Copy local(byte[] content) {
        try {
            Path file = Files.write(beside.resolve("motd" + content.length), content);
            return new Copy(
                    Optional.of(new LocalFile(
                            file.toString(), content.length, Bytes.of(content).sha256())),
                    Optional.empty(),
                    DEST,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileState regular(String mode, String owner, String group) {
        return new FileState.Regular(FileMode.parse(mode), owner, group, 1);
    }

    @Override
    protected Stream<StartingState> states() {
        return Stream.of(
                StartingState.of("absent", host -> {}, HELLO)
                        .changes("content")
                        .then(host -> assertThat(host.state("/etc/motd")).isEqualTo(regular("0644", "root", "root"))),
                StartingState.of("right", host -> host.file("/etc/motd", "hello\n"), HELLO)
                        .inSync(),
                StartingState.of("other content", host -> host.file("/etc/motd", "bye\n"), HELLO)
                        .changes("content"),
                StartingState.of("empty file", host -> host.file("/etc/motd", ""), HELLO)
                        .changes("content"),
                StartingState.of("no final newline", host -> host.file("/etc/motd", "hello"), HELLO)
                        .changes("content"),
                StartingState.of("CRLF", host -> host.file("/etc/motd", "hello\r\n"), HELLO)
                        .changes("content"),
                StartingState.of(
                                "not UTF-8",
                                host -> host.file("/etc/motd", Bytes.latin1("h\u00e9llo\n"), "0644", "root", "root"),
                                HELLO)
                        .changes("content"),
                StartingState.of(
                                "other attributes, none asked for",
                                host -> host.file("/etc/motd", "bye", "0600", "redis", "adm"),
                                HELLO)
                        .changes("content")
                        .then(host -> assertThat(host.state("/etc/motd")).isEqualTo(regular("0600", "redis", "adm"))),
                StartingState.of(
                                "right content, wrong mode",
                                host -> host.file("/etc/motd", "hello\n", "0600", "deploy", "adm"),
                                owned("0640", "deploy", "adm"))
                        .changes("mode"),
                StartingState.of(
                                "right content, wrong owner",
                                host -> host.file("/etc/motd", "hello\n", "0640", "root", "root"),
                                owned("0640", "deploy", "adm"))
                        .changes("owner", "group"),
                StartingState.of("all wrong", host -> host.file("/etc/motd", "bye\n"), owned("0640", "deploy", "adm"))
                        .changes("content", "mode", "owner", "group"),
                StartingState.of("absent, all attributes asked for", host -> {}, owned("4755", "deploy", "adm"))
                        .changes("content")
                        .then(host -> assertThat(host.state("/etc/motd")).isEqualTo(regular("4755", "deploy", "adm"))),
                StartingState.of("symlink to a file", CopyTest::linked, HELLO)
                        .changes("content")
                        .then(host -> {
                            assertThat(host.state("/etc/motd")).isInstanceOf(FileState.Link.class);
                            assertThat(host.content("/srv/motd")).isEqualTo(Bytes.utf8("hello\n"));
                        }),
                StartingState.of(
                                "symlink through a symlink",
                                host -> linked(host.link("/srv/motd2", "motd").link("/etc/other", "/srv/motd2")),
                                to("/etc/other"))
                        .changes("content"),
                StartingState.of(
                                "right behind a symlink",
                                host -> host.file("/srv/motd", "hello\n").link("/etc/motd", "../srv/motd"),
                                HELLO)
                        .inSync(),
                StartingState.of(
                                "symlinked directory",
                                host -> host.directory("/srv/conf").link("/etc/conf", "/srv/conf"),
                                to("/etc/conf/a"))
                        .changes("content")
                        .then(host -> assertThat(host.content("/srv/conf/a")).isEqualTo(Bytes.utf8("hello\n"))),
                StartingState.of("dangling symlink", host -> host.link("/etc/motd", "/nowhere"), HELLO)
                        .violates("file.dangling_link"),
                StartingState.of(
                                "hard link",
                                host -> host.file("/etc/motd", "bye\n").hardLink("/etc/motd.old", "/etc/motd"),
                                HELLO)
                        .changes("content", "hard_links")
                        .then(host -> assertThat(host.content("/etc/motd.old")).isEqualTo(Bytes.utf8("bye\n"))),
                StartingState.of("directory in the way", host -> host.directory("/etc/motd"), HELLO)
                        .violates("file.in_the_way"),
                StartingState.of("pipe in the way", host -> host.special("/etc/motd", "fifo"), HELLO)
                        .violates("file.in_the_way"),
                StartingState.of("no directory", host -> {}, to("/etc/missing/motd"))
                        .violates("file.no_directory"),
                StartingState.of("a name with spaces, quotes and a dash", host -> {}, to("/etc/- it's \"a\"\nname"))
                        .changes("content"),
                StartingState.of("edited meanwhile", host -> host.file("/etc/motd", "bye\n"), HELLO)
                        .meanwhile(host -> host.file("/etc/motd", "theirs\n"))
                        .fails("file.changed")
                        .then(host -> assertThat(host.content("/etc/motd")).isEqualTo(Bytes.utf8("theirs\n"))),
                StartingState.of("made meanwhile", host -> {}, HELLO)
                        .meanwhile(host -> host.file("/etc/motd", "theirs\n"))
                        .fails("file.changed"),
                StartingState.of(
                                "disk full",
                                host -> host.file("/etc/motd", "bye\n").faults().diskFull(),
                                HELLO)
                        .fails("file.disk_full")
                        .then(host -> assertThat(host.content("/etc/motd")).isEqualTo(Bytes.utf8("bye\n"))),
                StartingState.of("unknown owner", host -> {}, owned("0644", "ghost", "adm"))
                        .fails("file.owner"),
                StartingState.of("accepted by its check", host -> checker(host, 0), validated())
                        .changes("content"),
                StartingState.of(
                                "rejected by its check",
                                host -> checker(host.file("/etc/motd", "bye\n"), 1),
                                validated())
                        .fails("file.invalid")
                        .then(host -> assertThat(host.content("/etc/motd")).isEqualTo(Bytes.utf8("bye\n"))),
                StartingState.of("local file, absent", host -> {}, local(new byte[] {0, 1, (byte) 0xff}))
                        .changes("content")
                        .then(host -> assertThat(host.content("/etc/motd")).isEqualTo(Bytes.of(new byte[] {0, 1, -1}))),
                StartingState.of("local file, right", host -> host.file("/etc/motd", "same"), local(new byte[] {
                            's', 'a', 'm', 'e'
                        }))
                        .inSync(),
                StartingState.of("unreadable", CopyTest::hidden, HELLO).unreadable());
    }

    private static void linked(InMemoryHost host) {
        host.file("/srv/motd", "bye\n").link("/etc/motd", "/srv/motd");
    }

    private static void hidden(InMemoryHost host) {
        host.faults().unreadable(new dev.plumbline.api.read.Read.FileHash(DEST), "permission denied");
    }

    private static void checker(InMemoryHost host, int code) {
        host.program(
                "check",
                call -> call.candidate().equals(Optional.of(Bytes.utf8("hello\n")))
                        ? new dev.plumbline.api.read.CommandResult(code, Bytes.EMPTY, Bytes.utf8("bad"))
                        : SimulatedProgram.fails(2, "what is this?"));
    }

    @Test
    void srcAndContentExcludeEachOther() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Copy(
                        Optional.empty(),
                        Optional.empty(),
                        DEST,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .withMessage("either 'src' or 'content' must be given, and not both");
    }

    @Test
    void aCheckMustNameTheFile() {
        assertThatIllegalArgumentException().isThrownBy(() -> ValidateCommand.parse("visudo -c"));
    }
}
