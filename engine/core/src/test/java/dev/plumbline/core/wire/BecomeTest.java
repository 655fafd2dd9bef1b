package dev.plumbline.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plumbline.api.read.Read;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.exchange.Exchange;
import dev.plumbline.core.exchange.Identity;
import dev.plumbline.core.wire.LocalConnection.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BecomeTest extends HostTest {
    private static final Read.CommandOutput WHO = new Read.CommandOutput(
            java.util.List.of("sh", "-c", "echo \"$BECAME\""), Optional.empty(), java.util.Map.of());

    /** A sudo that lets in by the password "Sid@1ü", and writes down with which arguments it was called. */
    private static final String SUDO = """
        #!/bin/sh
        printf '%s|' "$@" >>"$(dirname "$0")/argv"
        while [ "$1" != -- ]; do
          case $1 in
            -n) echo 'sudo: a password is required' >&2; exit 1;;
            -p) prompt=$2; shift;;
            -u) user=$2; shift;;
          esac
          shift
        done
        shift
        echo 'We trust you have received the usual lecture.' >&2
        for attempt in 1 2 3; do
          printf %s "$prompt" >&2
          read -r password || { echo 'sudo: no password was provided' >&2; exit 1; }
          echo "$password" >>"$(dirname "$0")/tried"
          if [ "$password" = 'Sid@1ü' ]; then
            BECAME=$user; export BECAME; exec "$@"
          fi
          echo 'Sorry, try again.' >&2
        done
        exit 1
        """;

    private LocalConnection withSudo(String script) throws IOException {
        Path sudo = Files.writeString(directory.resolve("sudo"), script);
        assertThat(sudo.toFile().setExecutable(true)).isTrue();
        return LocalConnection.to(Host.DASH).withCommands(directory);
    }

    private String become(LocalConnection connection, Optional<String> password) throws ConnectionException {
        ShellSettings settings = settings()
                .withEscalation(
                        new Escalation(password.map(characters -> characters::toCharArray), Duration.ofSeconds(5)));
        ShellSession session = session(connection, settings);
        return Section.text(seen(session.exchange(Exchange.reading(new Identity.Become("redis"), Set.of(WHO))), WHO)
                        .output())
                .strip();
    }

    private void assertRefused(LocalConnection connection, Optional<String> password, String code) {
        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> become(connection, password))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                .satisfies(e -> assertThat(e.getMessage() + e.remedy()).doesNotContain("canary"));
    }

    @Test
    void theRightPasswordLetsIn() throws Exception {
        LocalConnection connection = withSudo(SUDO);

        assertThat(become(connection, Optional.of("Sid@1ü"))).isEqualTo("redis");

        assertThat(directory.resolve("tried")).hasContent("Sid@1ü\n");
        assertThat(directory.resolve("argv")).content().doesNotContain("Sid@1");
        assertThat(connection.commands).noneMatch(command -> command.contains("Sid@1"));
    }

    @Test
    void aWrongPasswordIsTriedOnce() throws Exception {
        assertRefused(withSudo(SUDO), Optional.of("canary"), "become.password.wrong");

        assertThat(directory.resolve("tried")).hasContent("canary\n");
    }

    @Test
    void aMissingPasswordIsNamed() throws Exception {
        assertRefused(withSudo(SUDO), Optional.empty(), "become.password.missing");
    }

    @Test
    void noPasswordIsAskedForWhereNoneIsNeeded() throws Exception {
        LocalConnection connection = withSudo(
                "#!/bin/sh\nwhile [ \"$1\" != -- ]; do shift; done; shift\nBECAME=free; export BECAME; exec \"$@\"\n");

        assertThat(become(connection, Optional.of("canary"))).isEqualTo("free");
        assertThat(connection.started).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        sudo: sorry, you must have a tty to run sudo               | become.terminal
        sudo: unknown user: redis                                  | become.user
        sudo: unknown user redis                                   | become.user
        me is not in the sudoers file.  This incident will be reported. | become.denied
        Sorry, user me is not allowed to execute '/bin/sh' as redis on h. | become.denied
        Sorry, user me may not run sudo on h.                      | become.denied
        sudo: I'm sorry me. I'm afraid I can't do that             | become.denied
        sudo: interactive authentication is required               | become.password.missing
        sudo: Das System ist kaputt                                | become.denied
        """)
    void whatSudoSaysIsUnderstood(String said, String code) throws Exception {
        LocalConnection connection = withSudo("#!/bin/sh\ncat <<'END' >&2\n" + said + "\nEND\nexit 1\n");

        assertRefused(connection, Optional.empty(), code);
    }

    @Test
    void aRefusalAfterTheRightPasswordIsNotCalledAWrongOne() throws Exception {
        String refusing = SUDO.replace(
                "BECAME=$user; export BECAME; exec \"$@\"", "echo 'me is not in the sudoers file.' >&2; exit 1");

        assertRefused(withSudo(refusing), Optional.of("Sid@1ü"), "become.denied");
    }

    @Test
    void anotherLanguageIsNoObstacle() throws Exception {
        String german = SUDO.replace("sudo: a password is required", "sudo: Ein Passwort ist notwendig")
                .replace("Sorry, try again.", "Das hat nicht funktioniert, bitte nochmal probieren.");

        assertThat(become(withSudo(german), Optional.of("Sid@1ü"))).isEqualTo("redis");
        assertRefused(withSudo(german), Optional.of("canary"), "become.password.wrong");
    }

    @Test
    void aPromptThatIsNotOursGetsNoPassword() throws Exception {
        String code = SUDO.replace("printf %s \"$prompt\" >&2", "printf 'Verification code: ' >&2");
        ShellSettings settings =
                settings().withEscalation(new Escalation(Optional.of("canary"::toCharArray), Duration.ofSeconds(4)));
        ShellSession session = session(withSudo(code), settings);

        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> session.exchange(Exchange.reading(new Identity.Become("redis"), Set.of(WHO))))
                .satisfies(e -> assertThat(e.code()).isEqualTo("become.prompt"))
                .withMessageContaining("Verification code");
        assertThat(directory.resolve("tried")).doesNotExist();
    }

    @Test
    void aHostWithoutSudoIsNamed() throws Exception {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        for (String tool : new String[] {"id", "dd", "stat"}) {
            Files.createSymbolicLink(empty.resolve(tool), Path.of("/usr/bin/" + tool));
        }
        LocalConnection connection = LocalConnection.to(Host.DASH).withOnlyCommands(empty);

        assertRefused(connection, Optional.empty(), "become.missing");
    }

    @Test
    void whoIsAlreadyMeantNeedsNoSudo() throws Exception {
        LocalConnection connection = withSudo("#!/bin/sh\nexit 1\n");
        ShellSession session = session(connection, settings());

        assertThat(seen(
                                session.exchange(
                                        Exchange.reading(new Identity.Become("root"), Set.of(new Read.Self()))),
                                new Read.Self())
                        .user())
                .isEqualTo("root");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a'b", "-x", "a;b", "a\nb", "a$b", "a!b", "a\\b", "ü"})
    void aNameThatALoginShellCouldMisreadIsRefused(String user) throws Exception {
        LocalConnection connection = LocalConnection.to(Host.DASH);
        ShellSession session = session(connection, settings());

        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> session.exchange(Exchange.reading(new Identity.Become(user), Set.of(WHO))))
                .satisfies(e -> assertThat(e.code()).isEqualTo("become.user"));
        assertThat(connection.started).isEmpty();
    }
}
