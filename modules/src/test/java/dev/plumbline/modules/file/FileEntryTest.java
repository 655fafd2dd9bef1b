package dev.plumbline.modules.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plumbline.api.read.FileState;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.FileMode;
import dev.plumbline.modules.file.FileEntry.Kind;
import dev.plumbline.testkit.IdempotenceTest;
import dev.plumbline.testkit.StartingState;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FileEntryTest extends IdempotenceTest {

    private static FileEntry entry(String path, Kind kind) {
        return new FileEntry(
                new AbsolutePath(path),
                Optional.of(kind),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static FileEntry owned(String path, Optional<Kind> kind) {
        return new FileEntry(
                new AbsolutePath(path),
                kind,
                Optional.empty(),
                Optional.of(new FileMode(0750)),
                Optional.of("redis"),
                Optional.of("redis"));
    }

    private static FileEntry link(String path, String src) {
        return new FileEntry(
                new AbsolutePath(path),
                Optional.of(Kind.LINK),
                Optional.of(src),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static FileState directory(String mode, String owner) {
        return new FileState.Directory(FileMode.parse(mode), owner, owner);
    }

    @Override
    protected Stream<StartingState> states() {
        return Stream.concat(files(), Stream.concat(directories(), Stream.concat(links(), absences())));
    }

    private static Stream<StartingState> files() {
        return Stream.of(
                StartingState.of("file: missing", host -> {}, entry("/etc/a", Kind.FILE))
                        .violates("file.not_found"),
                StartingState.of("file: there", host -> host.file("/etc/a", "x"), entry("/etc/a", Kind.FILE))
                        .inSync(),
                StartingState.of(
                                "file: other attributes",
                                host -> host.file("/etc/a", "x"),
                                owned("/etc/a", Optional.of(Kind.FILE)))
                        .changes("mode", "owner", "group")
                        .then(host -> assertThat(host.content("/etc/a")).isEqualTo(Bytes.utf8("x"))),
                StartingState.of("file: a directory", host -> host.directory("/etc/a"), entry("/etc/a", Kind.FILE))
                        .violates("file.in_the_way"),
                StartingState.of(
                                "file: a hard link keeps its other names",
                                host -> host.file("/etc/a", "x").hardLink("/etc/b", "/etc/a"),
                                owned("/etc/a", Optional.of(Kind.FILE)))
                        .changes("mode", "owner", "group")
                        .then(host -> assertThat(host.state("/etc/b"))
                                .isEqualTo(new FileState.Regular(new FileMode(0750), "redis", "redis", 2))),
                StartingState.of(
                                "file: behind a symlink",
                                host -> host.file("/srv/a", "x").link("/etc/a", "/srv/a"),
                                owned("/etc/a", Optional.of(Kind.FILE)))
                        .changes("mode", "owner", "group")
                        .then(host -> assertThat(host.state("/srv/a"))
                                .isEqualTo(new FileState.Regular(new FileMode(0750), "redis", "redis", 1))),
                StartingState.of(
                                "file: dangling link", host -> host.link("/etc/a", "/gone"), entry("/etc/a", Kind.FILE))
                        .violates("file.dangling_link"),
                StartingState.of("touch: missing", host -> {}, entry("/etc/a", Kind.TOUCH))
                        .changes("state")
                        .then(host -> assertThat(host.content("/etc/a")).isEqualTo(Bytes.EMPTY)),
                StartingState.of(
                                "touch: missing, with attributes", host -> {}, owned("/etc/a", Optional.of(Kind.TOUCH)))
                        .changes("state"),
                StartingState.of("touch: there", host -> host.file("/etc/a", "x"), entry("/etc/a", Kind.TOUCH))
                        .inSync(),
                StartingState.of("touch: no directory", host -> {}, entry("/none/a", Kind.TOUCH))
                        .violates("file.no_directory"),
                StartingState.of(
                                "no state: a file", host -> host.file("/etc/a", "x"), owned("/etc/a", Optional.empty()))
                        .changes("mode", "owner", "group"),
                StartingState.of(
                                "no state: a directory",
                                host -> host.directory("/etc/a"),
                                owned("/etc/a", Optional.empty()))
                        .changes("mode", "owner", "group"),
                StartingState.of(
                                "no state: a pipe",
                                host -> host.special("/run/p", "fifo"),
                                owned("/run/p", Optional.empty()))
                        .changes("mode", "owner", "group"),
                StartingState.of("no state: nothing", host -> {}, owned("/etc/a", Optional.empty()))
                        .violates("file.not_found"));
    }

    private static Stream<StartingState> directories() {
        return Stream.of(
                StartingState.of("directory: missing", host -> {}, entry("/srv/a", Kind.DIRECTORY))
                        .changes("state")
                        .then(host -> assertThat(host.state("/srv/a")).isEqualTo(directory("0755", "root"))),
                StartingState.of(
                                "directory: missing with its parents",
                                host -> {},
                                owned("/srv/a/b/c", Optional.of(Kind.DIRECTORY)))
                        .changes("state")
                        .then(host -> {
                            assertThat(host.state("/srv/a/b")).isEqualTo(directory("0755", "root"));
                            assertThat(host.state("/srv/a/b/c")).isEqualTo(directory("0750", "redis"));
                        }),
                StartingState.of(
                                "directory: there",
                                host -> host.directory("/srv/a", "0700", "adm", "adm"),
                                entry("/srv/a", Kind.DIRECTORY))
                        .inSync(),
                StartingState.of(
                                "directory: other attributes",
                                host -> host.directory("/srv/a"),
                                owned("/srv/a", Optional.of(Kind.DIRECTORY)))
                        .changes("mode", "owner", "group"),
                StartingState.of(
                                "directory: behind a symlink",
                                host -> host.directory("/data").link("/srv/a", "/data"),
                                owned("/srv/a", Optional.of(Kind.DIRECTORY)))
                        .changes("mode", "owner", "group")
                        .then(host -> assertThat(host.state("/data")).isEqualTo(directory("0750", "redis"))),
                StartingState.of(
                                "directory: a file in the way",
                                host -> host.file("/srv/a", ""),
                                entry("/srv/a", Kind.DIRECTORY))
                        .violates("file.in_the_way"),
                StartingState.of(
                                "directory: dangling link",
                                host -> host.link("/srv/a", "/gone"),
                                entry("/srv/a", Kind.DIRECTORY))
                        .violates("file.dangling_link"),
                StartingState.of(
                                "directory: disk full",
                                host -> host.faults().diskFull(),
                                entry("/srv/a", Kind.DIRECTORY))
                        .fails("file.disk_full"),
                StartingState.of("directory: made meanwhile", host -> {}, entry("/srv/a", Kind.DIRECTORY))
                        .meanwhile(host -> host.directory("/srv/a"))
                        .fails("file.changed"),
                StartingState.of(
                                "directory: unknown owner",
                                host -> {},
                                new FileEntry(
                                        new AbsolutePath("/srv/a"),
                                        Optional.of(Kind.DIRECTORY),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of("ghost"),
                                        Optional.empty()))
                        .fails("file.owner"));
    }

    private static Stream<StartingState> links() {
        return Stream.of(
                StartingState.of("link: missing", host -> host.file("/srv/a", ""), link("/etc/a", "/srv/a"))
                        .changes("src"),
                StartingState.of("link: right", host -> host.link("/etc/a", "../srv/a"), link("/etc/a", "../srv/a"))
                        .inSync(),
                StartingState.of("link: elsewhere", host -> host.link("/etc/a", "/srv/b"), link("/etc/a", "/srv/a"))
                        .changes("src")
                        .then(host -> assertThat(host.state("/etc/a"))
                                .isEqualTo(new FileState.Link("/srv/a", Optional.empty(), "root", "root"))),
                StartingState.of(
                                "link: the same place written otherwise",
                                host -> host.file("/srv/a", "").link("/etc/a", "../srv/a"),
                                link("/etc/a", "/srv/a"))
                        .changes("src"),
                StartingState.of("link: to nothing", host -> {}, link("/etc/a", "/gone"))
                        .changes("src"),
                StartingState.of("link: a file in the way", host -> host.file("/etc/a", "x"), link("/etc/a", "/srv/a"))
                        .violates("file.in_the_way"),
                StartingState.of(
                                "link: a directory in the way",
                                host -> host.directory("/etc/a"),
                                link("/etc/a", "/srv/a"))
                        .violates("file.in_the_way"),
                StartingState.of("link: no directory", host -> {}, link("/none/a", "/srv/a"))
                        .violates("file.no_directory"),
                StartingState.of(
                                "link: swapped meanwhile",
                                host -> host.link("/etc/a", "/srv/b"),
                                link("/etc/a", "/srv/a"))
                        .meanwhile(host -> host.link("/etc/a", "/srv/c"))
                        .fails("file.changed"),
                StartingState.of("link: a target with a space and a newline", host -> {}, link("/etc/a", "/srv/a \nb"))
                        .changes("src"));
    }

    private static Stream<StartingState> absences() {
        return Stream.of(
                StartingState.of("absent: nothing", host -> {}, entry("/etc/a", Kind.ABSENT))
                        .inSync(),
                StartingState.of("absent: a file", host -> host.file("/etc/a", "x"), entry("/etc/a", Kind.ABSENT))
                        .changes("state")
                        .then(host -> assertThat(host.state("/etc/a")).isEqualTo(new FileState.Missing())),
                StartingState.of(
                                "absent: a directory with all below it",
                                host -> host.file("/srv/a/b/c", "x"),
                                entry("/srv/a", Kind.ABSENT))
                        .changes("state")
                        .then(host -> assertThat(host.state("/srv/a/b/c")).isEqualTo(new FileState.Missing())),
                StartingState.of(
                                "absent: a link goes, its target stays",
                                host -> host.file("/srv/a", "x").link("/etc/a", "/srv/a"),
                                entry("/etc/a", Kind.ABSENT))
                        .changes("state")
                        .then(host -> assertThat(host.content("/srv/a")).isEqualTo(Bytes.utf8("x"))),
                StartingState.of(
                                "absent: a dangling link",
                                host -> host.link("/etc/a", "/gone"),
                                entry("/etc/a", Kind.ABSENT))
                        .changes("state"),
                StartingState.of(
                                "absent: a socket",
                                host -> host.special("/run/s", "socket"),
                                entry("/run/s", Kind.ABSENT))
                        .changes("state"),
                StartingState.of("absent: below nothing", host -> {}, entry("/none/a", Kind.ABSENT))
                        .inSync(),
                StartingState.of(
                                "absent: another thing meanwhile",
                                host -> host.file("/etc/a", "x"),
                                entry("/etc/a", Kind.ABSENT))
                        .meanwhile(host -> host.remove("/etc/a").directory("/etc/a"))
                        .fails("file.changed"));
    }

    @Test
    void aLinkNeedsItsTarget() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entry("/etc/a", Kind.LINK))
                .withMessageContaining("needs 'src'");
    }

    @Test
    void aTargetIsForLinksOnly() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FileEntry(
                        new AbsolutePath("/etc/a"),
                        Optional.of(Kind.FILE),
                        Optional.of("/srv/a"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .withMessageContaining("for state: link only");
    }

    @Test
    void whatIsAbsentHasNoMode() {
        assertThatIllegalArgumentException().isThrownBy(() -> owned("/etc/a", Optional.of(Kind.ABSENT)));
    }

    @Test
    void theRootStays() {
        assertThatIllegalArgumentException().isThrownBy(() -> entry("//", Kind.ABSENT));
    }
}
