package dev.plumbline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.action.Action.ControlUnit.Verb;
import dev.plumbline.api.action.Content;
import dev.plumbline.api.action.Validation;
import dev.plumbline.api.probe.Known;
import dev.plumbline.api.read.FileState;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.UnitState;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.FileMode;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.exchange.Answers;
import dev.plumbline.core.exchange.Exchange;
import dev.plumbline.core.exchange.Identity;
import dev.plumbline.core.exchange.StepOutcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InMemoryHostTest {
    private static final Identity LOGIN = new Identity.Login();
    private final InMemoryHost host = new InMemoryHost("host1");

    private Known<?> read(Read<?> read) throws ConnectionException {
        return java.util.Objects.requireNonNull(
                host.exchange(Exchange.reading(LOGIN, Set.of(read))).answers().get(read));
    }

    private Answers act(Action... actions) throws ConnectionException {
        return host.exchange(new Exchange(LOGIN, List.of(actions), Set.of()));
    }

    private StepOutcome outcome(Action action) throws ConnectionException {
        return act(action).outcomes().getFirst();
    }

    private static Action.WriteFile write(String path, Optional<Bytes> expected, String content) {
        return new Action.WriteFile(
                new AbsolutePath(path),
                expected.map(Bytes::sha256),
                new Content.Inline(Bytes.utf8(content)),
                new FileMode(0600),
                "redis",
                "redis",
                Optional.empty());
    }

    @Test
    void linksAmongTheParentsAreFollowed() throws ConnectionException {
        host.file("/srv/redis/redis.conf", "x").link("/etc/redis", "../srv/redis");

        assertThat(read(new Read.FileStatus(new AbsolutePath("/etc/redis/redis.conf"))))
                .isEqualTo(new Known.Seen<>(new FileState.Regular(new FileMode(0644), "root", "root", 1)));
        assertThat(read(new Read.FileStatus(new AbsolutePath("/etc/redis"))))
                .isEqualTo(new Known.Seen<>(new FileState.Link(
                        "../srv/redis", Optional.of(new AbsolutePath("/srv/redis")), "root", "root")));
    }

    @Test
    void linksInACircleDangle() throws ConnectionException {
        host.link("/tmp/a", "b").link("/tmp/b", "a");

        assertThat(read(new Read.FileStatus(new AbsolutePath("/tmp/a"))))
                .isEqualTo(new Known.Seen<>(new FileState.Link("b", Optional.empty(), "root", "root")));
        assertThat(read(new Read.FileContent(new AbsolutePath("/tmp/a"))))
                .isEqualTo(new Known.Seen<>(Optional.empty()));
    }

    @Test
    void hardLinksAreCountedAndBrokenByAWrite() throws ConnectionException {
        host.file("/etc/a", "one").hardLink("/etc/b", "/etc/a");
        assertThat(host.state("/etc/a")).isEqualTo(new FileState.Regular(new FileMode(0644), "root", "root", 2));

        act(write("/etc/a", Optional.of(Bytes.utf8("one")), "two"));

        assertThat(host.content("/etc/b")).isEqualTo(Bytes.utf8("one"));
        assertThat(host.state("/etc/a")).isEqualTo(new FileState.Regular(new FileMode(0600), "redis", "redis", 1));
    }

    @Test
    void aWriteOverWhatWasNotSeenIsRefused() throws ConnectionException {
        host.file("/etc/a", "theirs");
        HostSnapshot before = host.snapshot();

        assertThat(outcome(write("/etc/a", Optional.of(Bytes.utf8("mine")), "new")))
                .isInstanceOf(StepOutcome.Refused.class);
        assertThat(outcome(write("/etc/a", Optional.empty(), "new"))).isInstanceOf(StepOutcome.Refused.class);
        assertThat(host.snapshot().changesSince(before)).isEmpty();
    }

    @Test
    void aRejectedCandidateIsNotPutInPlace() throws ConnectionException {
        host.program(
                "check",
                call -> call.candidate().equals(Optional.of(Bytes.utf8("good tail")))
                        ? SimulatedProgram.succeeds("fine")
                        : SimulatedProgram.fails(1, "line 1: bad"));
        Action.WriteFile good = write("/etc/a", Optional.empty(), "good");
        Validation validation = new Validation(
                List.of("check", Validation.CANDIDATE),
                dev.plumbline.api.value.Text.of(" tail"),
                Optional.empty(),
                java.time.Duration.ofSeconds(1));

        StepOutcome bad = outcome(new Action.WriteFile(
                good.path(),
                Optional.empty(),
                new Content.Inline(Bytes.utf8("bad")),
                good.mode(),
                "root",
                "root",
                Optional.of(validation)));
        assertThat(bad)
                .isInstanceOfSatisfying(
                        StepOutcome.Failed.class,
                        failed -> assertThat(failed.message()).contains("line 1: bad"));
        assertThat(host.state("/etc/a")).isEqualTo(new FileState.Missing());
        assertThat(outcome(new Action.WriteFile(
                        good.path(),
                        Optional.empty(),
                        good.content(),
                        good.mode(),
                        "root",
                        "root",
                        Optional.of(validation))))
                .isInstanceOf(StepOutcome.Done.class);
        assertThat(host.content("/etc/a")).isEqualTo(Bytes.utf8("good"));
    }

    @Test
    void afterAFailureTheRestIsNotRunButReadsAreMade() throws ConnectionException {
        host.faults().diskFull();
        Read<?> read = new Read.FileStatus(new AbsolutePath("/etc/a"));

        Answers answers = host.exchange(new Exchange(
                LOGIN,
                List.of(write("/etc/a", Optional.empty(), "a"), new Action.Owe(List.of("restart"))),
                Set.of(read)));

        assertThat(answers.outcomes().getFirst()).isInstanceOf(StepOutcome.Failed.class);
        assertThat(answers.outcomes().getLast()).isEqualTo(new StepOutcome.NotRun());
        assertThat(answers.answers()).containsOnlyKeys(read);
        assertThat(read(new Read.Owed())).isEqualTo(new Known.Seen<>(Set.of()));
    }

    @Test
    void aLostConnectionLeavesTheOutcomeUnknownAndTheSessionDead() throws ConnectionException {
        host.faults().loseConnection(Faults.Moment.AFTER, 2);

        Answers answers =
                act(new Action.Owe(List.of("one")), new Action.Owe(List.of("two")), new Action.Owe(List.of("three")));

        assertThat(answers.lost()).isPresent();
        assertThat(answers.outcomes())
                .hasExactlyElementsOfTypes(StepOutcome.Done.class, StepOutcome.Unknown.class, StepOutcome.NotRun.class);
        assertThatExceptionOfType(ConnectionException.class).isThrownBy(() -> read(new Read.Owed()));
        host.reconnect();
        assertThat(read(new Read.Owed())).isEqualTo(new Known.Seen<>(Set.of("one", "two")));
    }

    @Test
    void whatIsLostBeforeOrWithinAnActionLeavesAllAsItWas() throws ConnectionException {
        for (Faults.Moment moment : List.of(Faults.Moment.BEFORE, Faults.Moment.WITHIN)) {
            host.faults().loseConnection(moment, 1);
            act(new Action.Owe(List.of("one")));
            host.reconnect();
            assertThat(read(new Read.Owed())).as(moment.name()).isEqualTo(new Known.Seen<>(Set.of()));
        }
    }

    @Test
    void aMaskedUnitDoesNotStart() throws ConnectionException {
        host.unit("redis-server").masked();
        UnitState masked = new UnitState("masked", "inactive", "masked", false);

        assertThat(outcome(new Action.ControlUnit("redis-server", Verb.START, masked)))
                .isInstanceOf(StepOutcome.Failed.class);
        act(new Action.ControlUnit("redis-server.service", Verb.UNMASK, masked));
        assertThat(outcome(new Action.ControlUnit("redis-server", Verb.START, masked)))
                .isInstanceOf(StepOutcome.Done.class);
        assertThat(read(new Read.UnitStatus("redis-server")))
                .isEqualTo(new Known.Seen<>(new UnitState("loaded", "active", "disabled", false)));
    }

    @Test
    void aUnitThatFailsToStartIsFailed() throws ConnectionException {
        host.unit("redis-server").running(InMemoryHost.BOOT).failingToStart();

        assertThat(outcome(new Action.ControlUnit(
                        "redis-server", Verb.RESTART, host.unit("redis-server").state())))
                .isInstanceOf(StepOutcome.Failed.class);
        assertThat(host.unit("redis-server").state().active()).isEqualTo("failed");
        assertThat(read(new Read.UnitStarted("redis-server"))).isEqualTo(new Known.Seen<>(Optional.empty()));
    }

    @Test
    void aPackageBringsItsFilesAndUnits() throws ConnectionException {
        host.availableAfterRefresh(new SimulatedPackage(
                "redis-server",
                "7.0",
                installed ->
                        installed.file("/etc/redis/redis.conf", "port 6379\n").unit("redis-server"),
                removed -> removed.withoutUnit("redis-server")));

        assertThat(outcome(new Action.InstallPackages(List.of("redis-server"), false)))
                .isInstanceOf(StepOutcome.Failed.class);
        assertThat(outcome(new Action.InstallPackages(List.of("redis-server"), true)))
                .isInstanceOf(StepOutcome.Done.class);
        assertThat(read(new Read.PackageVersion("redis-server"))).isEqualTo(new Known.Seen<>(Optional.of("7.0")));
        assertThat(host.content("/etc/redis/redis.conf")).isEqualTo(Bytes.utf8("port 6379\n"));

        act(new Action.RemovePackages(List.of("redis-server"), false));
        assertThat(read(new Read.UnitStatus("redis-server"))).isEqualTo(new Known.Seen<>(UnitState.notFound()));
    }

    @Test
    void directoriesAreMadeWithTheirParents() throws ConnectionException {
        act(new Action.MakeDirectory(new AbsolutePath("/srv/a/b"), new FileMode(0700), "redis", "redis"));

        assertThat(host.state("/srv/a")).isEqualTo(new FileState.Directory(new FileMode(0755), "root", "root"));
        assertThat(host.state("/srv/a/b")).isEqualTo(new FileState.Directory(new FileMode(0700), "redis", "redis"));
    }

    @Test
    void aSnapshotTellsARewriteOfTheSameBytes() throws ConnectionException {
        host.file("/etc/a", Bytes.utf8("same"), "0600", "redis", "redis");
        HostSnapshot before = host.snapshot();

        act(write("/etc/a", Optional.of(Bytes.utf8("same")), "same"));

        assertThat(host.snapshot().changesSince(before))
                .singleElement()
                .asString()
                .contains("inode");
    }
}
