package dev.plumbline.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plumbline.api.probe.Known;
import dev.plumbline.api.probe.Known.Seen;
import dev.plumbline.api.probe.Known.Unreadable;
import dev.plumbline.api.read.FileState;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.UnitState;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.FileMode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The pure parts: what is sent, and how recorded answers are understood. */
class WireTextTest {
    private static final String MARKER = "0123456789abcdef0123456789abcdef";

    private static final class Recorder implements Frames.Listener {
        final List<String> seen = new ArrayList<>();
        final ByteArrayOutputStream data = new ByteArrayOutputStream();

        @Override
        public void data(byte[] bytes, int offset, int length) {
            data.write(bytes, offset, length);
        }

        @Override
        public void frame(String words) {
            flush();
            seen.add("[" + words + "]");
        }

        void flush() {
            if (data.size() > 0) {
                seen.add(data.toString(UTF_8));
                data.reset();
            }
        }
    }

    private static List<String> frames(byte[] stream, int cut) {
        Recorder recorder = new Recorder();
        Frames frames = new Frames(MARKER, recorder);
        for (int at = 0; at < stream.length; at += cut) {
            frames.feed(stream, at, Math.min(cut, stream.length - at));
        }
        frames.end();
        recorder.flush();
        return recorder.seen;
    }

    @Test
    void framesAreFoundWhereverTheStreamIsCut() {
        String stream = "noise\n" + MARKER + " b 0\ndata\n\n0123\n\n" + MARKER + " e 0 0\n\n" + MARKER.substring(1)
                + " \n" + "\n" + MARKER + "x\n\n\n" + MARKER + " z\ntail\n" + MARKER;
        List<String> expected = List.of(
                "noise",
                "[b 0]",
                "data\n\n0123\n",
                "[e 0 0]",
                "\n" + MARKER.substring(1) + " \n\n" + MARKER + "x\n\n",
                "[z]",
                "tail\n" + MARKER);

        for (int cut = 1; cut <= stream.length(); cut++) {
            assertThat(frames(stream.getBytes(UTF_8), cut)).as("cut by %d", cut).isEqualTo(expected);
        }
    }

    @Test
    void anEndlessFrameIsData() {
        String stream = "\n" + MARKER + " " + "x".repeat(1000) + "\n\n" + MARKER + " z\n";

        assertThat(frames(stream.getBytes(UTF_8), 7)).last().isEqualTo("[z]");
    }

    @Test
    void wordsAreQuotedWhateverTheyHold() {
        assertThat(Quote.word("it's")).isEqualTo("'it'\\''s'");
        assertThat(Quote.word("")).isEqualTo("''");
        assertThatIllegalArgumentException().isThrownBy(() -> Quote.word("a\0b"));
        assertThat(Quote.shown("a\nb\u001b[31m")).isEqualTo("a\\x0ab\\x1b[31m");
    }

    @Test
    void theLoaderHoldsNothingThatALoginShellChanges() {
        for (String command : List.of(
                Loader.login(),
                Loader.become("redis", "def456"),
                Loader.becomeByPassword("redis", "abc123", "def456"))) {
            String outside = command.replaceAll("'[^'\\\\!\n]*'", "");
            assertThat(command).doesNotContain("\\", "!", "\n");
            assertThat(outside).matches("exec /bin/sh -c [ a-z0-9]*");
        }
    }

    @Test
    void theFunctionsOfTheHostAreSentWithoutComments() {
        assertThat(HostFunctions.with(MARKER).lines()).noneMatch(line -> line.isBlank() || line.startsWith("#"));
        assertThat(HostFunctions.with(MARKER)).startsWith("plumb_marker=" + MARKER + "\n");
    }

    @Test
    void statIsUnderstood() {
        assertThat(FileQuestion.parse("81a4:2:0:1234:root:UNKNOWN", Section.NEVER, Section.NEVER))
                .isEqualTo(new Seen<>(new FileState.Regular(new FileMode(0644), "root", "1234", 2)));
        assertThat(FileQuestion.parse("43ff:2:0:0:root:domain users", Section.NEVER, Section.NEVER))
                .isEqualTo(new Seen<>(new FileState.Directory(new FileMode(01777), "root", "domain users")));
        assertThat(FileQuestion.parse("c1ed:1:0:0:root:root", Section.NEVER, Section.NEVER))
                .isEqualTo(new Seen<>(new FileState.Special("socket", new FileMode(0755), "root", "root")));
        assertThat(FileQuestion.parse("a1ff:1:0:0:root:root", Section.ended(0, "t", ""), Section.ended(0, "/a/t", "")))
                .isEqualTo(new Seen<>(new FileState.Link("t", Optional.of(new AbsolutePath("/a/t")), "root", "root")));
        assertThat(FileQuestion.parse("rubbish", Section.NEVER, Section.NEVER)).isInstanceOf(Unreadable.class);
    }

    @Test
    void marksTellMissingFromHidden() {
        assertThat(Marks.parse(4, "el", Section.ended(0, "e-?l\none\ntwo\n", "")))
                .containsExactly(
                        new Marks.Line("one"),
                        new Marks.Missing(),
                        new Marks.Hidden("permission denied: a directory above it can't be searched"),
                        new Marks.Line("two"));
    }

    @Test
    void aListBegunAnewCounts() {
        assertThat(Marks.parse(2, "el", Section.ended(0, "ee\none\n~\n!\ntwo\n", "stat: x: No such file\n")))
                .containsExactly(new Marks.Hidden("it can't be read: stat: x: No such file"), new Marks.Line("two"));
    }

    @Test
    void anAnswerThatDoesNotFitIsUnreadable() {
        assertThat(Marks.parse(2, "el", Section.ended(0, "ee\none\n", ""))).allMatch(Marks.Hidden.class::isInstance);
        assertThat(Marks.parse(1, "el", Section.NEVER)).allMatch(Marks.Hidden.class::isInstance);
        assertThat(Marks.parse(1, "f", Section.ended(127, "f\n", "sh: sha256sum: not found\n")))
                .containsExactly(new Marks.Hidden("a utility is missing on the host: sh: sha256sum: not found"));
    }

    @Test
    void modificationTimesAreUnderstoodWithAndWithoutFractions() {
        assertThat(ModifiedQuestion.parse("1700000000:2023-11-14 22:13:20.012345678 +0000"))
                .isEqualTo(new Seen<>(Optional.of(1_700_000_000_012_345L)));
        assertThat(ModifiedQuestion.parse("1700000000:2023-11-14 22:13:20"))
                .isEqualTo(new Seen<>(Optional.of(1_700_000_000_000_000L)));
        assertThat(ModifiedQuestion.parse("nonsense")).isInstanceOf(Unreadable.class);
    }

    @Test
    void unitsAreUnderstoodInTheirOrder() {
        String shown = """
            1795376715.500000000 1000.25
            Id=redis-server.service
            LoadState=loaded
            ActiveState=active
            UnitFileState=enabled
            NeedDaemonReload=yes
            MainPID=812
            ExecMainStartTimestamp=Sun 2026-11-22 20:04:01.123456 UTC
            ExecMainStartTimestampMonotonic=1234567

            Id=none.service
            LoadState=not-found
            ActiveState=inactive
            UnitFileState=
            NeedDaemonReload=no
            MainPID=0
            ExecMainStartTimestamp=
            ExecMainStartTimestampMonotonic=0

            Id=old.service
            LoadState=masked
            ActiveState=active
            UnitFileState=masked
            NeedDaemonReload=no
            MainPID=9
            ExecMainStartTimestamp=Sun 2026-11-22 20:04:01 UTC
            ExecMainStartTimestampMonotonic=750000
            """;

        Map<Read<?>, Known<?>> answers =
                UnitQuestion.parse(List.of("redis-server", "none", "old"), Section.ended(0, shown, ""));

        assertThat(answers)
                .containsEntry(
                        new Read.UnitStatus("redis-server"),
                        new Seen<>(new UnitState("loaded", "active", "enabled", true)))
                .containsEntry(new Read.UnitStarted("redis-server"), new Seen<>(Optional.of(1_795_377_841_123_456L)))
                .containsEntry(new Read.UnitStatus("none"), new Seen<>(UnitState.notFound()))
                .containsEntry(new Read.UnitStarted("none"), new Seen<>(Optional.empty()))
                .containsEntry(
                        new Read.UnitStatus("old"), new Seen<>(new UnitState("masked", "active", "masked", false)))
                .containsEntry(new Read.UnitStarted("old"), new Seen<>(Optional.of(1_795_375_716_000_000L)));
    }

    /** As systemd 252 tells of Debian's redis, an {@code Alias=} of redis-server. */
    @Test
    void aUnitByAnotherNameIsKnownByItsOwn() {
        String shown = """
            1795376715.500000000 1000.25
            Id=redis-server.service
            LoadState=loaded
            ActiveState=active
            UnitFileState=enabled
            NeedDaemonReload=no

            Id=backup@1.service
            LoadState=loaded
            ActiveState=inactive
            UnitFileState=static
            NeedDaemonReload=no

            Id=srv-a\\x2db.mount
            LoadState=loaded
            ActiveState=active
            UnitFileState=generated
            NeedDaemonReload=no
            """;

        assertThat(UnitQuestion.parse(List.of("redis", "backup@1", "/srv/a-b"), Section.ended(0, shown, "")))
                .containsEntry(
                        new Read.UnitStatus("redis"),
                        new Seen<>(new UnitState("loaded", "active", "enabled", false).as("redis-server.service")))
                .containsEntry(
                        new Read.UnitStatus("backup@1"),
                        new Seen<>(new UnitState("loaded", "inactive", "static", false)))
                .containsEntry(
                        new Read.UnitStatus("/srv/a-b"),
                        new Seen<>(new UnitState("loaded", "active", "generated", false)));
    }

    @Test
    void unitsThatWereNotAllToldAreUnreadable() {
        assertThat(UnitQuestion.parse(List.of("a", "b"), Section.ended(0, "1 2\nLoadState=loaded\n", "")))
                .allSatisfy((read, known) -> assertThat(known).isInstanceOf(Unreadable.class));
        assertThat(UnitQuestion.parse(
                        List.of("a"),
                        Section.ended(1, "1 2\n", "System has not been booted with systemd as init system\n")))
                .hasEntrySatisfying(
                        new Read.UnitStatus("a"),
                        known -> assertThat(known.toString()).contains("not been booted"));
    }

    @Test
    void packagesOfDpkgAreInstalledOnlyWhereTheyAreConfigured() {
        String told = "dpkg\n"
                + "libc6:amd64\tlibc6\tii \t2.36-9\n"
                + "redis\tredis\trc \t5:7\n"
                + "half\thalf\tiF \t1\n"
                + "held\theld\thi \t2\n"
                + "triggers\ttriggers\tiW \t3\n";

        assertThat(PackageQuestion.parse(List.of(), Section.ended(1, told, "")))
                .isEqualTo(
                        new Seen<>(Map.of("libc6:amd64", "2.36-9", "libc6", "2.36-9", "held", "2", "triggers", "3")));
        assertThat(PackageQuestion.parse(List.of(), Section.ended(2, "dpkg\n", "dpkg-query: error: broken")))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void packagesOfRpmAndApkAreUnderstood() {
        assertThat(PackageQuestion.parse(
                        List.of("redis", "nope"),
                        Section.ended(1, "rpm\nredis\t6.2.7-1.el9\npackage nope is not installed\n", "")))
                .isEqualTo(new Seen<>(Map.of("redis", "6.2.7-1.el9")));
        assertThat(PackageQuestion.parse(List.of("redis"), Section.ended(1, "rpm\n", "error: rpmdb: damaged header\n")))
                .isInstanceOf(Unreadable.class);
        assertThat(PackageQuestion.parse(List.of("redis", "redis-cli"), Section.ended(1, "apk\nredis-7.0.15-r0\n", "")))
                .isEqualTo(new Seen<>(Map.of("redis", "7.0.15-r0")));
        assertThat(PackageQuestion.parse(List.of("redis"), Section.ended(127, "", "no dpkg, rpm or apk\n")))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void debtsSurviveBeingWrittenAsOneLine() {
        for (String handler : List.of("plain", "a\nb", "a\\nb", "\\", "\r\n\\r", "")) {
            assertThat(Debts.encode(handler)).doesNotContain("\n");
            assertThat(Debts.decode(Debts.encode(handler))).isEqualTo(handler);
        }
    }
}
