package dev.plumbline.modules.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.read.FileState;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.FileMode;
import dev.plumbline.api.value.Rendered;
import dev.plumbline.api.value.Text;
import dev.plumbline.testkit.IdempotenceTest;
import dev.plumbline.testkit.SimulatedProgram;
import dev.plumbline.testkit.StartingState;
import java.util.Optional;
import java.util.stream.Stream;

class TemplateFileTest extends IdempotenceTest {
    private static final String PATH = "/etc/redis/redis.conf";
    private static final Text TEXT =
            Text.of("port 6379\nrequirepass ").plus(Text.secret("Sid@123")).plus("\n# ü\n");
    private static final Bytes RIGHT = Bytes.utf8("port 6379\nrequirepass Sid@123\n# ü\n");
    private static final TemplateFile PLAIN = template(PATH, TEXT);
    private static final TemplateFile OWNED = new TemplateFile(
            new Rendered("redis.conf.ftl", TEXT),
            new AbsolutePath(PATH),
            Optional.of(new FileMode(0640)),
            Optional.of("redis"),
            Optional.of("redis"),
            Optional.empty());
    private static final TemplateFile CHECKED = new TemplateFile(
            OWNED.src(),
            OWNED.dest(),
            OWNED.mode(),
            OWNED.owner(),
            OWNED.group(),
            Optional.of(ValidateCommand.parse("redis-check '%s'")));

    private static TemplateFile template(String path, Text text) {
        return new TemplateFile(
                new Rendered("redis.conf.ftl", text),
                new AbsolutePath(path),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    protected Stream<StartingState> states() {
        return Stream.of(
                StartingState.of("absent", host -> host.directory("/etc/redis"), PLAIN)
                        .changes("content")
                        .then(host -> assertThat(host.content(PATH)).isEqualTo(RIGHT)),
                StartingState.of("no directory", host -> {}, PLAIN).violates("file.no_directory"),
                StartingState.of("a file where the directory shall be", host -> host.file("/etc/redis", ""), PLAIN)
                        .violates("file.no_directory"),
                StartingState.of("right", host -> host.file(PATH, RIGHT, "0644", "root", "root"), PLAIN)
                        .inSync(),
                StartingState.of(
                                "right with the attributes asked for",
                                host -> host.file(PATH, RIGHT, "0640", "redis", "redis"),
                                OWNED)
                        .inSync(),
                StartingState.of("other password", host -> host.file(PATH, "port 6379\nrequirepass old\n# ü\n"), PLAIN)
                        .changes("content"),
                StartingState.of("empty", host -> host.file(PATH, ""), PLAIN).changes("content"),
                StartingState.of("CRLF", host -> host.file(PATH, "port 6379\r\nrequirepass Sid@123\r\n# ü\r\n"), PLAIN)
                        .changes("content"),
                StartingState.of(
                                "no final newline",
                                host -> host.file(PATH, "port 6379\nrequirepass Sid@123\n# ü"),
                                PLAIN)
                        .changes("content"),
                StartingState.of(
                                "Latin-1",
                                host -> host.file(
                                        PATH,
                                        Bytes.latin1("port 6379\nrequirepass Sid@123\n# \u00fc\n"),
                                        "0644",
                                        "root",
                                        "root"),
                                PLAIN)
                        .changes("content"),
                StartingState.of("wider mode", host -> host.file(PATH, RIGHT, "0644", "redis", "redis"), OWNED)
                        .changes("mode"),
                StartingState.of("wrong owner", host -> host.file(PATH, RIGHT, "0640", "root", "redis"), OWNED)
                        .changes("owner"),
                StartingState.of("wrong group", host -> host.file(PATH, RIGHT, "0640", "redis", "root"), OWNED)
                        .changes("group"),
                StartingState.of("all wrong", host -> host.file(PATH, "x"), OWNED)
                        .changes("content", "mode", "owner", "group"),
                StartingState.of(
                                "keeps attributes that nobody asked for",
                                host -> host.file(PATH, "x", "0600", "redis", "adm"),
                                PLAIN)
                        .changes("content")
                        .then(host -> assertThat(host.state(PATH))
                                .isEqualTo(new FileState.Regular(new FileMode(0600), "redis", "adm", 1))),
                StartingState.of(
                                "symlink", host -> host.file("/srv/r.conf", "x").link(PATH, "/srv/r.conf"), PLAIN)
                        .changes("content")
                        .then(host -> assertThat(host.content("/srv/r.conf")).isEqualTo(RIGHT)),
                StartingState.of(
                                "symlink to the right content with the wrong mode",
                                host -> host.file("/srv/r.conf", RIGHT, "0644", "redis", "redis")
                                        .link(PATH, "/srv/r.conf"),
                                OWNED)
                        .changes("mode"),
                StartingState.of("dangling link", host -> host.link(PATH, "gone"), PLAIN)
                        .violates("file.dangling_link"),
                StartingState.of("links in a circle", host -> host.link(PATH, "redis.conf"), PLAIN)
                        .violates("file.dangling_link"),
                StartingState.of("hard link", host -> host.file(PATH, "x").hardLink("/etc/redis/copy", PATH), PLAIN)
                        .changes("content", "hard_links"),
                StartingState.of(
                                "hard link with the right content",
                                host -> host.file(PATH, RIGHT, "0644", "root", "root")
                                        .hardLink("/etc/redis/copy", PATH),
                                PLAIN)
                        .inSync(),
                StartingState.of("directory in the way", host -> host.directory(PATH), PLAIN)
                        .violates("file.in_the_way"),
                StartingState.of("socket in the way", host -> host.special(PATH, "socket"), PLAIN)
                        .violates("file.in_the_way"),
                StartingState.of("other destination", host -> {}, template("/etc/other.conf", Text.of("x")))
                        .changes("content"),
                StartingState.of("renders nothing", host -> host.file(PATH, "x"), template(PATH, Text.EMPTY))
                        .changes("content"),
                StartingState.of(
                                "rejected",
                                host -> host.directory("/etc/redis")
                                        .program("redis-check", call -> SimulatedProgram.fails(1, "line 1")),
                                CHECKED)
                        .fails("file.invalid")
                        .then(host -> assertThat(host.state(PATH)).isEqualTo(new FileState.Missing())),
                StartingState.of(
                                "accepted",
                                host -> host.directory("/etc/redis")
                                        .program("redis-check", call -> SimulatedProgram.succeeds("")),
                                CHECKED)
                        .changes("content"),
                StartingState.of("no such check", host -> host.directory("/etc/redis"), CHECKED)
                        .fails("file.invalid"));
    }
}
