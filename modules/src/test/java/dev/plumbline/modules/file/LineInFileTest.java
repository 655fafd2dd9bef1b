package dev.plumbline.modules.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plumbline.api.module.Delta;
import dev.plumbline.api.read.Account;
import dev.plumbline.api.read.FileState;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.FileMode;
import dev.plumbline.api.value.Text;
import dev.plumbline.modules.file.LineInFile.State;
import dev.plumbline.testkit.IdempotenceTest;
import dev.plumbline.testkit.InMemoryHost;
import dev.plumbline.testkit.SimulatedProgram;
import dev.plumbline.testkit.StartingState;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LineInFileTest extends IdempotenceTest {
    private static final String PATH = "/etc/hosts";
    private static final LineInFile PLAIN = new LineInFile(
            new AbsolutePath(PATH),
            Optional.empty(),
            Optional.of(Text.of("b=2")),
            State.PRESENT,
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private static LineInFile line(String line) {
        return with(Optional.empty(), Optional.of(Text.of(line)), State.PRESENT, null, null, false);
    }

    private static LineInFile matching(String regexp, String line) {
        return with(Optional.of(regexp), Optional.of(Text.of(line)), State.PRESENT, null, null, false);
    }

    private static LineInFile after(String point) {
        return with(Optional.empty(), PLAIN.line(), State.PRESENT, point, null, false);
    }

    private static LineInFile before(String point) {
        return with(Optional.empty(), PLAIN.line(), State.PRESENT, null, point, false);
    }

    private static LineInFile backrefs(String regexp, String line) {
        return with(Optional.of(regexp), Optional.of(Text.of(line)), State.PRESENT, null, null, true);
    }

    private static LineInFile without(String regexp) {
        return with(Optional.of(regexp), Optional.empty(), State.ABSENT, null, null, false);
    }

    private static LineInFile with(
            Optional<String> regexp,
            Optional<Text> line,
            State state,
            @org.jspecify.annotations.Nullable String insertafter,
            @org.jspecify.annotations.Nullable String insertbefore,
            boolean backrefs) {
        return new LineInFile(
                new AbsolutePath(PATH),
                regexp.map(RegularExpression::parse),
                line,
                state,
                Optional.ofNullable(insertafter).map(InsertionPoint::parse),
                Optional.ofNullable(insertbefore).map(InsertionPoint::parse),
                false,
                backrefs,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static LineInFile created(String path) {
        return new LineInFile(
                new AbsolutePath(path),
                Optional.empty(),
                PLAIN.line(),
                State.PRESENT,
                Optional.empty(),
                Optional.empty(),
                true,
                false,
                Optional.of(new FileMode(0600)),
                Optional.of("deploy"),
                Optional.of("adm"),
                Optional.of(ValidateCommand.parse("check %s")));
    }

    private static StartingState edits(String name, String content, LineInFile module, String result) {
        StartingState state =
                StartingState.of(name, host -> host.file(PATH, content), module).then(holds(result));
        return content.equals(result) ? state.inSync() : state.changes("content");
    }

    private static Consumer<InMemoryHost> holds(String content) {
        return host -> assertThat(host.content(PATH).latin1())
                .isEqualTo(Bytes.utf8(content).latin1());
    }

    @Override
    protected Stream<StartingState> states() {
        return Stream.concat(Stream.concat(lines(), places()), entries());
    }

    private static Stream<StartingState> lines() {
        return Stream.of(
                edits("there", "a=1\nb=2\n", PLAIN, "a=1\nb=2\n"),
                edits("not there", "a=1\n", PLAIN, "a=1\nb=2\n"),
                edits("empty file", "", PLAIN, "b=2\n"),
                edits("no final newline", "a=1", PLAIN, "a=1\nb=2\n"),
                edits("there without a final newline", "a=1\nb=2", PLAIN, "a=1\nb=2"),
                edits("CRLF", "a=1\r\nc=3\r\n", PLAIN, "a=1\r\nc=3\r\nb=2\r\n"),
                edits("CRLF, there", "a=1\r\nb=2\r\n", PLAIN, "a=1\r\nb=2\r\n"),
                edits("CRLF, no final newline", "a=1\r\nc=3", PLAIN, "a=1\r\nc=3\r\nb=2\r\n"),
                edits("part of a longer line", "xb=2\n", PLAIN, "xb=2\nb=2\n"),
                edits("empty lines at the end stay", "a=1\n\n\n", PLAIN, "a=1\n\n\nb=2\n"),
                edits("matched: replaced in place", "a=1\nb=1\nc=3\n", matching("^b=", "b=2"), "a=1\nb=2\nc=3\n"),
                edits("matched: in CRLF", "a=1\r\nb=1\r\nc=3\r\n", matching("^b=", "b=2"), "a=1\r\nb=2\r\nc=3\r\n"),
                edits("matched: at the end without a newline", "a=1\nb=1", matching("^b=", "b=2"), "a=1\nb=2"),
                edits("matched: the last of several", "b=0\nb=1\n", matching("^b=", "b=2"), "b=0\nb=2\n"),
                edits("matched: the last is right", "b=0\nb=2\n", matching("^b=", "b=2"), "b=0\nb=2\n"),
                edits("matched: by no line, but there", "b=2\na=1\n", matching("^c=", "b=2"), "b=2\na=1\n"),
                edits("matched: by no line", "a=1\n", matching("^b=", "b=2"), "a=1\nb=2\n"),
                edits("matched: the line doesn't match itself", "#b 1\n", matching("^#b", "b=2"), "b=2\n"),
                edits(
                        "matched: until none is left that the line doesn't match",
                        "#b 1\n#b 2\n",
                        matching("^#b", "b=2"),
                        "b=2\nb=2\n"),
                edits("matched: the end anchor sees no CR", "b=1\r\n", matching("1$", "b=2"), "b=2\r\n"),
                edits("matched: beyond ASCII", "ä=1\n", matching("^[äö]=", "ä=2"), "ä=2\n"),
                edits(
                        "groups: taken over",
                        "PermitRootLogin  yes # why\n",
                        backrefs("^(PermitRootLogin\\s+)\\S+(.*)$", "\\1no\\2"),
                        "PermitRootLogin  no # why\n"),
                edits("groups: by name", "key old\n", backrefs("^(?<key>\\w+) old$", "\\g<key> new"), "key new\n"),
                edits("groups: nothing matches", "other\n", backrefs("^(key) .*$", "\\1 new"), "other\n"),
                StartingState.of("groups: without end", host -> host.file(PATH, "a\n"), backrefs("^(a.*)$", "\\1a"))
                        .violates("lineinfile.endless"),
                edits("absent: by match", "a=1\nb=2\nb=3\nc=3\n", without("^b="), "a=1\nc=3\n"),
                edits("absent: none", "a=1\n", without("^b="), "a=1\n"),
                edits(
                        "absent: by equality",
                        "a=1\nb=2\nb=22\n",
                        with(Optional.empty(), PLAIN.line(), State.ABSENT, null, null, false),
                        "a=1\nb=22\n"),
                edits("absent: all lines", "b=1\nb=2", without("^b="), ""));
    }

    private static Stream<StartingState> places() {
        return Stream.of(
                edits("after a match", "a=1\nc=3\n", after("^a="), "a=1\nb=2\nc=3\n"),
                edits("after the last of several", "a=1\na=2\nc=3\n", after("^a="), "a=1\na=2\nb=2\nc=3\n"),
                edits("after no match", "c=3\n", after("^a="), "c=3\nb=2\n"),
                edits("after the end", "c=3\n", after("EOF"), "c=3\nb=2\n"),
                edits("after a last line without its end", "c=3\na=1", after("^a="), "c=3\na=1\nb=2\n"),
                edits("there, though elsewhere", "b=2\nx\na=1\n", after("^a="), "b=2\nx\na=1\n"),
                edits("before a match", "a=1\nc=3\n", before("^c="), "a=1\nb=2\nc=3\n"),
                edits("before no match", "a=1\n", before("^c="), "a=1\nb=2\n"),
                edits("before the beginning", "a=1\n", before("BOF"), "b=2\na=1\n"),
                edits("before the beginning, CRLF", "a=1\r\n", before("BOF"), "b=2\r\na=1\r\n"));
    }

    private static Stream<StartingState> entries() {
        Bytes latin1 = Bytes.latin1("caf\u00e9=1\r\nb=1\n\u0000\u00ff");
        return Stream.of(
                StartingState.of(
                                "not UTF-8: all other bytes stay",
                                host -> host.file(PATH, latin1, "0644", "root", "root"),
                                matching("^b=", "b=ü"))
                        .changes("content")
                        .then(host -> assertThat(host.content(PATH).latin1())
                                .isEqualTo("caf\u00e9=1\r\nb=\u00c3\u00bc\n\u0000\u00ff")),
                StartingState.of("missing", host -> {}, PLAIN).violates("file.not_found"),
                StartingState.of("missing, and absent is meant", host -> {}, without("^b="))
                        .inSync(),
                StartingState.of("missing, and made", LineInFileTest::accepting, created(PATH))
                        .changes("content")
                        .then(host -> assertThat(host.state(PATH))
                                .isEqualTo(new FileState.Regular(new FileMode(0600), "deploy", "adm", 1))),
                StartingState.of("missing with its directory", LineInFileTest::accepting, created("/none/hosts"))
                        .violates("file.no_directory"),
                StartingState.of(
                                "rejected",
                                host -> host.program("check", call -> SimulatedProgram.fails(1, "no")),
                                created(PATH))
                        .fails("file.invalid"),
                StartingState.of(
                                "there with other attributes",
                                host -> accepting(host.file(PATH, "b=2\n")),
                                created(PATH))
                        .changes("mode", "owner", "group"),
                StartingState.of(
                                "not there, other attributes",
                                host -> accepting(host.file(PATH, "a=1\n")),
                                created(PATH))
                        .changes("content", "mode", "owner", "group"),
                StartingState.of("keeps attributes", host -> host.file(PATH, "a=1\n", "0600", "deploy", "adm"), PLAIN)
                        .changes("content")
                        .then(host -> assertThat(host.state(PATH))
                                .isEqualTo(new FileState.Regular(new FileMode(0600), "deploy", "adm", 1))),
                StartingState.of(
                                "symlink",
                                host -> host.file("/srv/hosts", "a=1\n").link(PATH, "/srv/hosts"),
                                PLAIN)
                        .changes("content")
                        .then(host -> {
                            assertThat(host.state(PATH)).isInstanceOf(FileState.Link.class);
                            assertThat(host.content("/srv/hosts")).isEqualTo(Bytes.utf8("a=1\nb=2\n"));
                        }),
                StartingState.of("dangling link", host -> host.link(PATH, "/gone"), PLAIN)
                        .violates("file.dangling_link"),
                StartingState.of("hard link", host -> host.file(PATH, "a=1\n").hardLink("/etc/hosts2", PATH), PLAIN)
                        .changes("content", "hard_links"),
                StartingState.of("directory", host -> host.directory(PATH), PLAIN)
                        .violates("file.in_the_way"),
                StartingState.of("device", host -> host.special(PATH, "device"), PLAIN)
                        .violates("file.in_the_way"),
                StartingState.of("edited meanwhile", host -> host.file(PATH, "a=1\n"), PLAIN)
                        .meanwhile(host -> host.file(PATH, "a=9\n"))
                        .fails("file.changed")
                        .then(holds("a=9\n")),
                StartingState.of(
                                "disk full",
                                host -> host.file(PATH, "a=1\n").faults().diskFull(),
                                PLAIN)
                        .fails("file.disk_full")
                        .then(holds("a=1\n")),
                edits("another line", "", line("x"), "x\n"));
    }

    private static void accepting(InMemoryHost host) {
        host.program("check", call -> SimulatedProgram.succeeds(""));
    }

    @Test
    void aSecretLineIsMaskedAndSoIsTheOldOne() {
        LineInFile module = with(
                Optional.of("^password="),
                Optional.of(Text.of("password=").plus(Text.secret("new"))),
                State.PRESENT,
                null,
                null,
                false);
        FileState file = new FileState.Regular(new FileMode(0644), "root", "root", 1);
        AbsolutePath path = new AbsolutePath(PATH);
        Place place = new Place(path, file, path, file, new FileState.Missing(), new Account("root", "root"));

        List<Delta> deltas = module.diff(new LineInFile.Seen(place, Optional.of(Bytes.utf8("a=1\npassword=old\n"))));

        assertThat(deltas.toString()).contains("a=1").doesNotContain("old").doesNotContain("new");
    }

    @Test
    void contradictionsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(Optional.empty(), Optional.empty(), State.PRESENT, null, null, false));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(Optional.empty(), Optional.empty(), State.ABSENT, null, null, false));
        assertThatIllegalArgumentException().isThrownBy(() -> line("two\nlines"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(Optional.empty(), PLAIN.line(), State.PRESENT, "a", "b", false));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(Optional.empty(), PLAIN.line(), State.PRESENT, null, null, true));
    }

    @Test
    void aBrokenRegularExpressionIsExplained() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegularExpression.parse("a("))
                .withMessageStartingWith("'a(' is not a regular expression: Unclosed group");
        assertThatIllegalArgumentException().isThrownBy(() -> InsertionPoint.parse("["));
    }
}
