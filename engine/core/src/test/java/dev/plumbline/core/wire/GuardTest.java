package dev.plumbline.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.action.Action.ControlUnit.Verb;
import dev.plumbline.api.action.Content;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.UnitState;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.FileMode;
import dev.plumbline.core.exchange.About;
import dev.plumbline.core.exchange.Exchange;
import dev.plumbline.core.exchange.Identity;
import dev.plumbline.core.exchange.StepOutcome;
import dev.plumbline.core.wire.LocalConnection.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a service does not run with is put back. */
class GuardTest extends HostTest {
    private static final String HANDLER = "site.yml/restart web";

    /** A service that runs with every configuration but a bad one, as its only file says. */
    private static final String SYSTEMCTL = """
        #!/bin/sh
        cd "${0%/*}" || exit
        echo "$*" >>asked
        case " $* " in
          *" restart "* | *" reload "* | *" start "*)
            if grep -q bad web.conf 2>/dev/null; then
              echo inactive >condition
              echo 'Job for web.service failed.' >&2
              exit 1
            fi
            echo active >condition
            ! grep -q short web.conf 2>/dev/null || echo failed >condition
            ;;
          *" is-active "*) [ "$(cat condition)" = active ] ;;
          *" Type "*) echo "Type=$(cat type)" ;;
        esac
        """;

    @BeforeEach
    void aService() throws IOException {
        program("systemctl", SYSTEMCTL);
        program("journalctl", "#!/bin/sh\necho 'web: I can not run with that'\n");
        Files.writeString(directory.resolve("type"), "notify\n");
        Files.writeString(directory.resolve("web.conf"), "good\n");
        Files.setPosixFilePermissions(directory.resolve("web.conf"), PosixFilePermissions.fromString("rw-r-----"));
    }

    private void program(String name, String text) throws IOException {
        Files.setPosixFilePermissions(
                Files.writeString(directory.resolve(name), text), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private ShellSession session(Host host, String run) {
        return session(
                LocalConnection.to(host).withCommands(directory),
                settings().withLock(new RunLock(run, "me", Duration.ofMinutes(1))));
    }

    /** Writes in one exchange and restarts in the next, as a run does. */
    private StepOutcome writeAndRestart(ShellSession session, String file, String content) throws Exception {
        PosixFileAttributes owner = Files.readAttributes(directory, PosixFileAttributes.class);
        Action write = new Action.WriteFile(
                path(file),
                seen(session, new Read.FileHash(path(file))),
                new Content.Inline(Bytes.utf8(content)),
                new FileMode(0600),
                owner.owner().getName(),
                owner.group().getName(),
                Optional.empty());
        assertThat(does(session, new Action.Owe(List.of(HANDLER)), write).outcomes())
                .hasOnlyElementsOfType(StepOutcome.Done.class);
        return restart(session, file);
    }

    private StepOutcome restart(ShellSession session, String file) throws Exception {
        return session.exchange(new Exchange(
                        new Identity.Login(),
                        List.of(new Action.ControlUnit(
                                "web", Verb.RESTART, new UnitState("loaded", "active", "enabled", false))),
                        Set.of(),
                        List.of(new About(
                                "site.yml:9",
                                Optional.of(new About.Guard(List.of(path(file)), Optional.of(HANDLER)))))))
                .outcomes()
                .getFirst();
    }

    private String state() throws IOException {
        return Files.readString(directory.resolve("condition")).strip();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsGoodStays(Host host) throws Exception {
        assertDone(writeAndRestart(session(host, "one"), "web.conf", "better\n"));
        assertThat(directory.resolve("web.conf")).hasContent("better\n");
        assertThat(state()).isEqualTo("active");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsBadIsPutBackAndTheServiceRunsAgain(Host host) throws Exception {
        ShellSession session = session(host, "one");

        StepOutcome outcome = writeAndRestart(session, "web.conf", "bad\n");

        StepOutcome.RolledBack back = (StepOutcome.RolledBack) outcome;
        assertThat(back.code()).isEqualTo("unit.rolled_back");
        assertThat(back.message())
                .isEqualTo("restart of web failed: Job for web.service failed.; " + path("web.conf")
                        + " is as before, and web runs with that\nweb: I can not run with that");
        assertThat(back.files()).containsExactly(path("web.conf"));
        assertThat(directory.resolve("web.conf")).hasContent("good\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("web.conf"))))
                .isEqualTo("rw-r-----");
        assertThat(state()).isEqualTo("active");
        assertThat(seen(session, new Read.Owed())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aNewFileIsGoneAgain(Host host) throws Exception {
        Files.delete(directory.resolve("web.conf"));
        assertThat(writeAndRestart(session(host, "one"), "web.conf", "bad\n"))
                .isInstanceOf(StepOutcome.RolledBack.class);
        assertThat(directory.resolve("web.conf")).doesNotExist();
        assertThat(state()).isEqualTo("active");
    }

    @ParameterizedTest
    @EnumSource
    void aServiceThatOnlySeemsToRunIsFound(Host host) throws Exception {
        Files.writeString(directory.resolve("type"), "simple\n");
        StepOutcome outcome = writeAndRestart(session(host, "one"), "web.conf", "short\n");
        assertThat(((StepOutcome.RolledBack) outcome).message()).contains("web does not stay active");
        assertThat(directory.resolve("web.conf")).hasContent("good\n");
        assertThat(state()).isEqualTo("active");
    }

    @ParameterizedTest
    @EnumSource
    void whatDidNotRunBeforeEitherIsSaid(Host host) throws Exception {
        Files.writeString(directory.resolve("web.conf"), "bad before\n");
        ShellSession session = session(host, "one");
        assertThat(failed(writeAndRestart(session, "web.conf", "bad\n")).code()).isEqualTo("unit.rolled_back_down");
        assertThat(directory.resolve("web.conf")).hasContent("bad before\n");
        assertThat(seen(session, new Read.Owed())).containsExactly(HANDLER);
    }

    @ParameterizedTest
    @EnumSource
    void whatSomebodyElseWroteMeanwhileStays(Host host) throws Exception {
        ShellSession session = session(host, "one");
        assertDone(writeAndRestart(session, "web.conf", "better\n"));
        Files.writeString(directory.resolve("web.conf"), "bad, by another\n");
        assertThat(failed(restart(session, "web.conf")).code()).isEqualTo("unit.rollback_failed");
        assertThat(directory.resolve("web.conf")).hasContent("bad, by another\n");
    }
}
