package dev.plumbline.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.action.Action.ControlUnit;
import dev.plumbline.api.action.Action.InstallPackages;
import dev.plumbline.api.action.Action.RemovePackages;
import dev.plumbline.api.action.Action.Run;
import dev.plumbline.api.read.CommandResult;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.UnitState;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.exchange.About;
import dev.plumbline.core.exchange.Answers;
import dev.plumbline.core.exchange.Exchange;
import dev.plumbline.core.exchange.Identity;
import dev.plumbline.core.exchange.StepOutcome;
import dev.plumbline.core.wire.LocalConnection.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommandTest extends HostTest {

    private static Run run(Bytes input, Map<String, Text> environment, String... arguments) {
        return new Run(
                List.of(arguments).stream().map(Text::of).toList(), input, environment, Optional.empty(), List.of());
    }

    private static Run run(String... arguments) {
        return run(Bytes.EMPTY, Map.of(), arguments);
    }

    private static CommandResult result(StepOutcome outcome) {
        assertThat(outcome).isInstanceOf(StepOutcome.Done.class);
        return ((StepOutcome.Done) outcome).result().orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void inputAndOutputAreAnyBytes(Host host) throws Exception {
        byte[] random = new byte[1_500_000];
        new Random(5).nextBytes(random);

        CommandResult result = result(outcome(session(host), run(Bytes.of(random), Map.of(), "cat")));

        assertThat(result.output()).isEqualTo(Bytes.of(random));
        assertThat(result.code()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aCommandThatLeavesItsInputUnreadDisturbsNothing(Host host) throws Exception {
        ShellSession session = session(host);
        Bytes input = Bytes.utf8("3\nx\n".repeat(500_000));

        assertThat(result(outcome(session, run(input, Map.of(), "echo", "done")))
                        .output())
                .isEqualTo(Bytes.utf8("done\n"));
        assertThat(result(outcome(session, run(input, Map.of(), "sh", "-c", "read a; echo \"$a\"")))
                        .output())
                .isEqualTo(Bytes.utf8("3\n"));
        assertThat(failed(outcome(session, run(input, Map.of(), "false"))).code())
                .isEqualTo("command.failed");
        assertThat(result(outcome(session, run("echo", "next"))).output()).isEqualTo(Bytes.utf8("next\n"));
    }

    @ParameterizedTest
    @EnumSource
    void aFailureCarriesItsResultAndHidesSecrets(Host host) throws Exception {
        Run run = run(
                Bytes.utf8("canary-input"),
                Map.of("PASSWORD", Text.secret("canary-environment")),
                "sh",
                "-c",
                "printf out; printf '%s %s\\n' \"$PASSWORD\" \"$(cat)\" >&2; exit 42");

        StepOutcome.Failed failed = failed(outcome(session(host), run));

        assertThat(failed.code()).isEqualTo("command.failed");
        assertThat(failed.message()).contains("42").doesNotContain("canary");
        CommandResult result = failed.result().orElseThrow();
        assertThat(result.code()).isEqualTo(42);
        assertThat(result.output()).isEqualTo(Bytes.utf8("out"));
        assertThat(result.error()).isEqualTo(Bytes.utf8("canary-environment canary-input\n"));
    }

    @ParameterizedTest
    @EnumSource
    void secretsOfEnvironmentAndInputAreInNoArgumentList(Host host) throws Exception {
        Run run = run(
                Bytes.utf8("canary-1"),
                Map.of("PASSWORD", Text.secret("canary-2")),
                "sh",
                "-c",
                "for f in /proc/[0-9]*/cmdline; do tr '\\0' ' ' <\"$f\" 2>/dev/null; done | grep -c can''ary-[0-9]");

        assertThat(failed(outcome(session(host), run)).result().orElseThrow().output())
                .isEqualTo(Bytes.utf8("0\n"));
    }

    @ParameterizedTest
    @EnumSource
    void aProgramThatIsMissingIsToldWith127(Host host) throws Exception {
        ShellSession session = session(host);

        assertThat(failed(outcome(session, run("no-such-program")))
                        .result()
                        .orElseThrow()
                        .code())
                .isEqualTo(127);
        assertThat(failed(outcome(session, run(Bytes.utf8("x"), Map.of(), "no-such-program")))
                        .result()
                        .orElseThrow()
                        .code())
                .isEqualTo(127);
        assertThat(failed(outcome(session, run("plumb_self")))
                        .result()
                        .orElseThrow()
                        .code())
                .isEqualTo(127);
    }

    @ParameterizedTest
    @EnumSource
    void aMissingDirectoryIsNoResultOfTheCommand(Host host) throws Exception {
        ShellSession session = session(host);
        Run run = new Run(
                List.of(Text.of("pwd")), Bytes.utf8("some input"), Map.of(), Optional.of(path("missing")), List.of());

        assertThat(failed(outcome(session, run)).code()).isEqualTo("command.no_directory");
        assertDone(outcome(session, run("true")));
    }

    @ParameterizedTest
    @EnumSource
    void outputBeyondTheLimitIsCutAndSaysSo(Host host) throws Exception {
        ShellSession session = session(LocalConnection.to(host), settings().withOutputLimit(10));

        CommandResult result = result(outcome(session, run("printf", "%s", "0123456789abcdef")));

        assertThat(result.output()).isEqualTo(Bytes.utf8("0123456789\n[6 further bytes left out]\n"));
    }

    @ParameterizedTest
    @EnumSource
    void aCommandSeesTheUsualMaskAndNotOurOwn(Host host) throws Exception {
        assertDone(outcome(session(host), run("touch", directory + "/made")));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("made"))))
                .isEqualTo("rw-r--r--");
    }

    @ParameterizedTest
    @EnumSource
    void aDaemonThatKeepsTheOutputOpenHoldsNothingUp(Host host) throws Exception {
        ShellSession session = session(host);

        assertDone(outcome(session, run("sh", "-c", "sleep 20 & echo started")));
        assertThat(seen(session, new Read.Self()).user()).isEqualTo("root");
    }

    @ParameterizedTest
    @EnumSource
    void aNameThatNoShellCanExportIsRefusedWithoutShowingItsValue(Host host) throws Exception {
        Run run = run(Bytes.EMPTY, Map.of("a.b", Text.secret("canary")), "true");

        StepOutcome.Failed failed = failed(outcome(session(host), run));

        assertThat(failed.code()).isEqualTo("command.environment");
        assertThat(failed.toString()).doesNotContain("canary");
    }

    @ParameterizedTest
    @EnumSource
    void unitsAreControlledBySystemctlAlone(Host host) throws Exception {
        stub("systemctl", "printf '%s\\n' \"$*\" >>" + directory + "/said");
        ShellSession session = session(LocalConnection.to(host).withCommands(directory), settings());
        UnitState state = UnitState.notFound();

        Answers answers = does(
                session,
                new ControlUnit("redis", ControlUnit.Verb.DAEMON_RELOAD, state),
                new ControlUnit("-x", ControlUnit.Verb.RESTART, state));

        answers.outcomes().forEach(HostTest::assertDone);
        assertThat(Files.readAllLines(directory.resolve("said")))
                .containsExactly(
                        "--no-pager --no-ask-password daemon-reload", "--no-pager --no-ask-password restart -- -x");
    }

    @Test
    void aUnitIsEnabledByItsOwnNameAndStartedByAny() throws Exception {
        stub("systemctl", "printf '%s\\n' \"$*\" >>" + directory + "/said");
        ShellSession session = session(LocalConnection.to(Host.DASH).withCommands(directory), settings());
        UnitState alias = new UnitState("loaded", "inactive", "disabled", false).as("redis-server.service");

        does(
                session,
                new ControlUnit("redis", ControlUnit.Verb.ENABLE, alias),
                new ControlUnit("redis", ControlUnit.Verb.START, alias));

        assertThat(Files.readAllLines(directory.resolve("said")))
                .containsExactly(
                        "--no-pager --no-ask-password enable -- redis-server.service",
                        "--no-pager --no-ask-password start -- redis");
    }

    @ParameterizedTest
    @EnumSource
    void aUnitThatFailsIsExplainedByItsJournal(Host host) throws Exception {
        stub("systemctl", "echo 'Job for redis.service failed.' >&2; exit 1");
        stub("journalctl", "echo 'Bad directive in line 3'");
        ShellSession session = session(LocalConnection.to(host).withCommands(directory), settings());

        StepOutcome.Failed failed =
                failed(outcome(session, new ControlUnit("redis", ControlUnit.Verb.RESTART, UnitState.notFound())));

        assertThat(failed.code()).isEqualTo("unit.failed");
        assertThat(failed.message()).contains("Job for redis.service failed.").contains("Bad directive in line 3");
    }

    @ParameterizedTest
    @EnumSource
    void unitsOfAStubAreReadTogether(Host host) throws Exception {
        stub("systemctl", """
            case "$*" in *--timestamp*) exit 1;; esac
            printf '%s\\n' "$*" >>"$(dirname "$0")/said"
            printf 'Id=a.service\\nLoadState=loaded\\nActiveState=active\\nUnitFileState=enabled\\n\\n'
            printf 'Id=b.service\\nLoadState=not-found\\nActiveState=inactive\\nUnitFileState=\\n'
            """);
        ShellSession session = session(LocalConnection.to(host).withCommands(directory), settings());

        Answers answers = asks(session, new Read.UnitStatus("a"), new Read.UnitStatus("b"));

        assertThat(seen(answers, new Read.UnitStatus("a")))
                .isEqualTo(new UnitState("loaded", "active", "enabled", false));
        assertThat(seen(answers, new Read.UnitStatus("b"))).isEqualTo(UnitState.notFound());
        assertThat(Files.readAllLines(directory.resolve("said"))).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void packagesAreInstalledWithoutAPrompt(Host host) throws Exception {
        stub(
                "apt-get",
                "printf '%s %s\\n' \"$DEBIAN_FRONTEND\" \"$*\" >>" + directory + "/said; umask >>" + directory
                        + "/said");
        ShellSession session = session(LocalConnection.to(host).withCommands(directory), settings());

        assertDone(outcome(session, new InstallPackages(List.of("redis-server", "g++"), true)));
        assertDone(outcome(session, new RemovePackages(List.of("redis-server"), true)));

        String options = "noninteractive -q -y -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold"
                + " -o DPkg::Lock::Timeout=60 ";
        assertThat(Files.readAllLines(directory.resolve("said")))
                .containsExactly(
                        options + "update",
                        "0022",
                        options + "install redis-server g++",
                        "0022",
                        options + "purge redis-server",
                        "0022");
    }

    @ParameterizedTest
    @EnumSource
    void aPackageThatIsMissingOrLockedIsToldApart(Host host) throws Exception {
        ShellSession session = session(LocalConnection.to(host).withCommands(directory), settings());

        stub("apt-get", "echo 'E: Unable to locate package nope' >&2; exit 100");
        assertThat(failed(outcome(session, new InstallPackages(List.of("nope"), false)))
                        .code())
                .isEqualTo("package.not_found");
        stub("apt-get", "echo 'E: Could not get lock /var/lib/dpkg/lock-frontend. It is held' >&2; exit 100");
        assertThat(failed(outcome(session, new InstallPackages(List.of("nope"), false)))
                        .code())
                .isEqualTo("package.locked");
        assertThat(failed(outcome(session, new InstallPackages(List.of("redis-"), false)))
                        .code())
                .isEqualTo("package.not_found");
    }

    @ParameterizedTest
    @EnumSource
    void eachChangeLeavesOneLineInTheSystemLog(Host host) throws Exception {
        stub("logger", "printf '%s|' \"$@\" >>" + directory + "/said; echo >>" + directory + "/said");
        ShellSession session = session(
                LocalConnection.to(host).withCommands(directory), settings().withAudit("run 7 by me"));
        Run run = new Run(
                List.of(Text.of("true"), Text.secret("canary"), Text.of("a\nb")),
                Bytes.EMPTY,
                Map.of(),
                Optional.empty(),
                List.of());

        session.exchange(new Exchange(
                new Identity.Login(),
                List.of(run, run("false")),
                Set.of(),
                List.of(new About("site.yml:7", Optional.empty()), new About("site.yml:9", Optional.empty()))));

        assertThat(directory.resolve("said"))
                .hasContent("-t|plumb|--|run 7 by me: run true ******** a\\x0ab (site.yml:7)|\n");
    }

    private void stub(String name, String script) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void wordsOfPackageManagersAreUnderstood() {
        assertThat(PackageSteps.outcome("install x", Section.ended(1, "", "Error: Unable to find a match: x")))
                .isInstanceOfSatisfying(
                        StepOutcome.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo("package.not_found"));
        assertThat(PackageSteps.outcome(
                        "install x",
                        Section.ended(1, "", "ERROR: unable to select packages:\n  x (no such package):\n")))
                .isInstanceOfSatisfying(
                        StepOutcome.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo("package.not_found"));
        assertThat(PackageSteps.outcome("install x", Section.ended(100, "", "dpkg: error processing x")))
                .isInstanceOfSatisfying(
                        StepOutcome.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo("package.failed"));
    }
}
