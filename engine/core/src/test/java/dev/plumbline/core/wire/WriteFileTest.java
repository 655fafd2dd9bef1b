package dev.plumbline.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.action.Action.WriteFile;
import dev.plumbline.api.action.Content;
import dev.plumbline.api.action.Validation;
import dev.plumbline.api.read.FileState;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.FileMode;
import dev.plumbline.api.value.LocalFile;
import dev.plumbline.api.value.Sha256;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.exchange.Answers;
import dev.plumbline.core.exchange.Exchange;
import dev.plumbline.core.exchange.Identity;
import dev.plumbline.core.exchange.StepOutcome;
import dev.plumbline.core.wire.LocalConnection.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WriteFileTest extends HostTest {
    private static final FileMode MODE = new FileMode(0640);

    private Optional<String> mounted = Optional.empty();

    @AfterEach
    void unmount() throws Exception {
        if (mounted.isPresent()) {
            command("umount", mounted.get());
        }
    }

    private WriteFile write(String name, Optional<String> old, String content) {
        return new WriteFile(
                path(name),
                old.map(text -> Bytes.utf8(text).sha256()),
                new Content.Inline(Bytes.utf8(content)),
                MODE,
                "root",
                "root",
                Optional.empty());
    }

    private static WriteFile validated(WriteFile write, Validation validation) {
        return new WriteFile(
                write.path(),
                write.expected(),
                write.content(),
                write.mode(),
                write.owner(),
                write.group(),
                Optional.of(validation));
    }

    /** Nothing but the files that are meant to be there: no temporary file is left. */
    private void assertOnly(String... names) throws IOException {
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()).toList())
                    .containsExactlyInAnyOrder(names);
        }
    }

    private static void command(String... words) throws Exception {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aNewFileGetsContentModeAndOwner(Host host) throws Exception {
        WriteFile write = new WriteFile(
                path("new"),
                Optional.empty(),
                new Content.Inline(Bytes.utf8("a\0b\r\nno end")),
                new FileMode(04751),
                "daemon",
                "12345",
                Optional.empty());

        assertDone(outcome(session(host), write));

        Path file = directory.resolve("new");
        assertThat(Files.readAllBytes(file))
                .isEqualTo("a\0b\r\nno end".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat((Integer) Files.getAttribute(file, "unix:mode") & 07777).isEqualTo(04751);
        assertThat(Files.getOwner(file).getName()).isEqualTo("daemon");
        assertThat(Files.getAttribute(file, "unix:gid")).isEqualTo(12345);
        assertOnly("new");
    }

    @ParameterizedTest
    @EnumSource
    void theAnswersAfterAWriteShowIt(Host host) throws Exception {
        Files.writeString(directory.resolve("file"), "old");
        Read.FileHash hash = new Read.FileHash(path("file"));
        Read.FileStatus status = new Read.FileStatus(path("file"));

        Answers answers = session(host)
                .exchange(new Exchange(
                        new Identity.Login(), List.of(write("file", Optional.of("old"), "new")), Set.of(hash, status)));

        assertThat(answers.lost()).isEmpty();
        assertDone(answers.outcomes().getFirst());
        assertThat(seen(answers, hash)).contains(Bytes.utf8("new").sha256());
        assertThat(seen(answers, status)).isEqualTo(new FileState.Regular(MODE, "root", "root", 1));
    }

    @ParameterizedTest
    @EnumSource
    void awkwardNamesAreWritten(Host host) throws Exception {
        ShellSession session = session(host);
        List<String> names = List.of("a b", "a\nb", "it's", "\"", "-rf", "ü$`*\\", "new\n");
        for (String name : names) {
            assertDone(outcome(session, write(name, Optional.empty(), "1 " + name)));
            assertDone(outcome(session, write(name, Optional.of("1 " + name), "2 " + name)));
            assertThat(directory.resolve(name)).hasContent("2 " + name);
        }
        assertOnly(names.toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void emptyAndLargeContentsArriveWhole(Host host) throws Exception {
        byte[] large = new byte[20 << 20];
        new Random(3).nextBytes(large);
        WriteFile write = new WriteFile(
                path("large"),
                Optional.empty(),
                new Content.Inline(Bytes.of(large)),
                MODE,
                "root",
                "root",
                Optional.empty());

        Answers answers = does(session(host), write("empty", Optional.empty(), ""), write);

        answers.outcomes().forEach(HostTest::assertDone);
        assertThat(directory.resolve("empty")).isEmptyFile();
        assertThat(directory.resolve("large")).hasBinaryContent(large);
    }

    @ParameterizedTest
    @EnumSource
    void localFilesAreStreamed(Host host) throws Exception {
        byte[] content = new byte[5_000_001];
        new Random(4).nextBytes(content);
        Path local = Files.write(directory.resolve("local"), content);

        assertDone(outcome(session(host), streamed(local, content.length, Sha256.of(content))));

        assertThat(directory.resolve("copy")).hasBinaryContent(content);
    }

    private WriteFile streamed(Path local, long size, Sha256 hash) {
        return new WriteFile(
                path("copy"),
                Optional.empty(),
                new Content.Streamed(new LocalFile(local.toString(), size, hash)),
                MODE,
                "root",
                "root",
                Optional.empty());
    }

    @ParameterizedTest
    @EnumSource
    void aLocalFileThatChangedSinceItWasHashedIsNotPutInPlace(Host host) throws Exception {
        Path local = Files.writeString(directory.resolve("local"), "changed");
        ShellSession session = session(host);

        assertThat(failed(outcome(session, streamed(local, 3, Bytes.utf8("was").sha256())))
                        .code())
                .isEqualTo("file.damaged");
        assertOnly("local");
        Files.delete(local);
        assertThat(failed(outcome(session, streamed(local, 3, Bytes.utf8("was").sha256())))
                        .code())
                .isEqualTo("file.damaged");
        assertDone(outcome(session, write("after", Optional.empty(), "x")));
        assertOnly("after");
    }

    @ParameterizedTest
    @EnumSource
    void anotherOnesEditIsKept(Host host) throws Exception {
        Files.writeString(directory.resolve("file"), "theirs");

        StepOutcome outcome = outcome(session(host), write("file", Optional.of("seen"), "ours"));

        assertThat(refused(outcome).code()).isEqualTo("file.changed");
        assertThat(directory.resolve("file")).hasContent("theirs");
        assertOnly("file");
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatAppearedVanishedOrBecameSomethingElseIsRefused(Host host) throws Exception {
        ShellSession session = session(host);
        Files.writeString(directory.resolve("appeared"), "theirs");
        Files.writeString(directory.resolve("target"), "old");
        Files.createSymbolicLink(directory.resolve("link"), Path.of("target"));
        Files.createSymbolicLink(directory.resolve("dangling"), Path.of("nowhere"));
        Files.createDirectory(directory.resolve("dir"));

        assertThat(refused(outcome(session, write("appeared", Optional.empty(), "x")))
                        .code())
                .isEqualTo("file.changed");
        assertThat(refused(outcome(session, write("vanished", Optional.of("old"), "x")))
                        .code())
                .isEqualTo("file.changed");
        assertThat(refused(outcome(session, write("link", Optional.of("old"), "x")))
                        .code())
                .isEqualTo("file.changed");
        assertThat(refused(outcome(session, write("dangling", Optional.empty(), "x")))
                        .code())
                .isEqualTo("file.changed");
        assertThat(refused(outcome(session, write("dir", Optional.of("old"), "x")))
                        .code())
                .isEqualTo("file.changed");
        assertThat(directory.resolve("target")).hasContent("old");
        assertOnly("appeared", "target", "link", "dangling", "dir");
    }

    @ParameterizedTest
    @EnumSource
    void aHardLinkKeepsTheOldContent(Host host) throws Exception {
        Files.writeString(directory.resolve("file"), "old");
        Files.createLink(directory.resolve("other"), directory.resolve("file"));

        assertDone(outcome(session(host), write("file", Optional.of("old"), "new")));

        assertThat(directory.resolve("file")).hasContent("new");
        assertThat(directory.resolve("other")).hasContent("old");
    }

    @ParameterizedTest
    @EnumSource
    void whatAKilledRunLeftBehindIsReplaced(Host host) throws Exception {
        ShellSession session = session(host);
        assertDone(outcome(session, write("file", Optional.empty(), "1")));
        Path left =
                directory.resolve(".plumb-" + Bytes.utf8("file").sha256().hex().substring(0, 24));
        Files.writeString(left, "half of someth");

        assertDone(outcome(session, write("file", Optional.of("1"), "2")));

        assertOnly("file");
    }

    @ParameterizedTest
    @EnumSource
    void aMissingDirectoryIsNamedAndTheSessionGoesOn(Host host) throws Exception {
        ShellSession session = session(host);
        Files.writeString(directory.resolve("file"), "x");

        assertThat(failed(outcome(session, write("no/file", Optional.empty(), "x")))
                        .code())
                .isEqualTo("file.no_directory");
        assertThat(failed(outcome(session, write("file/below", Optional.empty(), "x")))
                        .code())
                .isEqualTo("file.no_directory");
        assertDone(outcome(session, write("yes", Optional.empty(), "x")));
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownOwnerIsNamed(Host host) throws Exception {
        WriteFile write = new WriteFile(
                path("file"),
                Optional.empty(),
                new Content.Inline(Bytes.utf8("x")),
                MODE,
                "no-such-user-here",
                "root",
                Optional.empty());

        assertThat(failed(outcome(session(host), write)).code()).isEqualTo("file.owner");
        assertOnly();
    }

    @ParameterizedTest
    @EnumSource
    void afterAFailureLaterActionsAreNotRunButReadsAreMade(Host host) throws Exception {
        Read.FileStatus status = new Read.FileStatus(path("third"));

        Answers answers = session(host)
                .exchange(new Exchange(
                        new Identity.Login(),
                        List.of(
                                write("first", Optional.empty(), "x"),
                                write("no/second", Optional.empty(), "x".repeat(300_000)),
                                write("third", Optional.empty(), "y".repeat(300_000))),
                        Set.of(status)));

        assertDone(answers.outcomes().get(0));
        failed(answers.outcomes().get(1));
        assertThat(answers.outcomes().get(2)).isEqualTo(new StepOutcome.NotRun());
        assertThat(seen(answers, status)).isEqualTo(new FileState.Missing());
        assertOnly("first");
    }

    @ParameterizedTest
    @EnumSource
    void aDirectoryThatALinkOfRootLeadsToIsEntered(Host host) throws Exception {
        Files.createDirectory(directory.resolve("real"));
        Files.createSymbolicLink(directory.resolve("alias"), Path.of("real"));

        assertDone(outcome(session(host), write("alias/file", Optional.empty(), "x")));

        assertThat(directory.resolve("real/file")).hasContent("x");
    }

    @ParameterizedTest
    @EnumSource
    void aDirectoryThatSomebodyElsesLinkLeadsToIsNot(Host host) throws Exception {
        Files.createDirectory(directory.resolve("real"));
        Files.createSymbolicLink(directory.resolve("alias"), Path.of("real"));
        Files.setAttribute(directory.resolve("alias"), "unix:uid", 1234, LinkOption.NOFOLLOW_LINKS);

        StepOutcome outcome = outcome(session(host), write("alias/file", Optional.empty(), "x"));

        assertThat(refused(outcome).code()).isEqualTo("file.link_untrusted");
        assertThat(directory.resolve("real/file")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void aFullDiskLeavesTheOldFileAndNoOther(Host host) throws Exception {
        mount("size=64k");
        Path file = Files.writeString(directory.resolve("mount/file"), "old");

        StepOutcome outcome = outcome(session(host), write("mount/file", Optional.of("old"), "x".repeat(9_000_000)));

        assertThat(failed(outcome).code()).isEqualTo("file.disk_full");
        assertThat(file).hasContent("old");
        try (var files = Files.list(directory.resolve("mount"))) {
            assertThat(files).containsExactly(file);
        }
    }

    @ParameterizedTest
    @EnumSource
    void fullInodesAreToldAsAFullDisk(Host host) throws Exception {
        mount("nr_inodes=2");
        Files.writeString(directory.resolve("mount/file"), "old");

        StepOutcome outcome = outcome(session(host), write("mount/file", Optional.of("old"), "new"));

        assertThat(failed(outcome).code()).isEqualTo("file.disk_full");
    }

    @ParameterizedTest
    @EnumSource
    void aReadOnlyFileSystemIsNamed(Host host) throws Exception {
        mount("ro");

        StepOutcome outcome = outcome(session(host), write("mount/file", Optional.empty(), "new"));

        assertThat(failed(outcome).code()).isEqualTo("file.read_only");
    }

    private void mount(String options) throws Exception {
        Path point = Files.createDirectory(directory.resolve("mount"));
        command("mount", "-t", "tmpfs", "-o", options, "tmpfs", point.toString());
        mounted = Optional.of(point.toString());
    }

    @ParameterizedTest
    @EnumSource
    void anImmutableFileIsNamed(Host host) throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "old");
        Assumptions.assumeTrue(
                new ProcessBuilder("chattr", "+i", file.toString()).start().waitFor() == 0,
                "this file system knows no immutable files");
        try {
            StepOutcome outcome = outcome(session(host), write("file", Optional.of("old"), "new"));

            assertThat(failed(outcome).code()).isEqualTo("file.immutable");
            assertThat(file).hasContent("old");
            assertOnly("file");
        } finally {
            command("chattr", "-i", file.toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBindMountedFileIsNamed(Host host) throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "old");
        Path other = Files.writeString(directory.resolve("other"), "old");
        command("mount", "--bind", other.toString(), file.toString());
        mounted = Optional.of(file.toString());

        StepOutcome outcome = outcome(session(host), write("file", Optional.of("old"), "new"));

        assertThat(failed(outcome).code()).isEqualTo("file.busy");
        assertOnly("file", "other");
    }

    @ParameterizedTest
    @EnumSource
    void aValidCandidateIsPutInPlace(Host host) throws Exception {
        Validation validation = new Validation(
                List.of(
                        "sh",
                        "-c",
                        "grep -q new \"$1\" && tail -n 1 \"$1\" | grep -qx 'it'\\''s secret' && [ -d \"$2\" ]"
                                + " && [ \"$(stat -c %a \"$2\")\" = 700 ] && [ \"$3\" = --file=\"$1\" ]",
                        "check",
                        Validation.CANDIDATE,
                        Validation.SCRATCH,
                        "--file=" + Validation.CANDIDATE),
                Text.secret("it's secret\n"),
                Optional.empty(),
                Duration.ofSeconds(20));

        assertDone(outcome(session(host), validated(write("f i'le", Optional.empty(), "new\n"), validation)));

        assertThat(directory.resolve("f i'le")).hasContent("new\n");
        assertNoScratch();
    }

    private static void assertNoScratch() throws IOException {
        try (var files = Files.list(Path.of("/tmp"))) {
            assertThat(files.map(Path::toString).filter(name -> name.matches("/tmp/plumb-[0-9a-f]{32}")))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInvalidCandidateIsNotPutInPlaceAndTheReasonIsTold(Host host) throws Exception {
        Files.writeString(directory.resolve("file"), "old");
        Validation validation = Validation.command(List.of("sh", "-c", "echo line 3 is wrong: canary >&2; exit 1"));
        Validation withSecret =
                new Validation(validation.arguments(), Text.secret("canary"), Optional.empty(), Duration.ofSeconds(20));

        StepOutcome outcome = outcome(session(host), validated(write("file", Optional.of("old"), "new"), withSecret));

        assertThat(failed(outcome).code()).isEqualTo("file.invalid");
        assertThat(failed(outcome).message()).contains("line 3 is wrong").doesNotContain("canary");
        assertThat(directory.resolve("file")).hasContent("old");
        assertOnly("file");
        assertNoScratch();
    }

    @ParameterizedTest
    @EnumSource
    void acceptedOutputCountsMoreThanTheExitStatus(Host host) throws Exception {
        Validation accepted = new Validation(
                List.of("sh", "-c", "echo Configuration loaded; exit 1"),
                Text.EMPTY,
                Optional.of("Configuration loaded"),
                Duration.ofSeconds(20));
        Validation other = new Validation(
                List.of("true"), Text.EMPTY, Optional.of("Configuration loaded"), Duration.ofSeconds(20));
        ShellSession session = session(host);

        assertDone(outcome(session, validated(write("a", Optional.empty(), "x"), accepted)));
        assertThat(failed(outcome(session, validated(write("b", Optional.empty(), "x"), other)))
                        .code())
                .isEqualTo("file.invalid");
    }

    @ParameterizedTest
    @EnumSource
    void aCheckThatDoesNotEndIsEnded(Host host) throws Exception {
        Validation validation =
                new Validation(List.of("sleep", "60"), Text.EMPTY, Optional.empty(), Duration.ofSeconds(1));

        StepOutcome outcome = outcome(session(host), validated(write("file", Optional.empty(), "x"), validation));

        assertThat(failed(outcome).message()).contains("did not end in time");
        assertOnly();
    }

    @ParameterizedTest
    @EnumSource
    void theTemporaryFileIsNeverOpenToOthers(Host host) throws Exception {
        Validation validation = Validation.command(List.of(
                "sh",
                "-c",
                "cd \"$1\" && for f in .plumb-*; do [ \"$(stat -c %a \"$f\")\" = 600 ] || exit 9; done",
                "check",
                directory.toString()));
        WriteFile write = new WriteFile(
                path("file"),
                Optional.empty(),
                new Content.Inline(Bytes.utf8("x")),
                new FileMode(0644),
                "root",
                "root",
                Optional.of(validation));

        assertDone(outcome(session(host), write));
    }

    @ParameterizedTest
    @EnumSource
    void theRootIsNotAFile(Host host) {
        WriteFile write = new WriteFile(
                new AbsolutePath("/"),
                Optional.empty(),
                new Content.Inline(Bytes.EMPTY),
                MODE,
                "root",
                "root",
                Optional.empty());

        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> outcome(session(host), write));
    }
}
