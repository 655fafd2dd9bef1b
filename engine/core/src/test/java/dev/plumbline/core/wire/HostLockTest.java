package dev.plumbline.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.exchange.StepOutcome;
import dev.plumbline.core.wire.LocalConnection.Host;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One run at a time changes a host, and only a run whose session has ended is taken for dead. */
class HostLockTest extends HostTest {

    @ParameterizedTest
    @EnumSource
    void theFirstChangeTakesItAndTheEndGivesItBack(Host host) throws Exception {
        ShellSession first = session(host, "one");

        assertDone(outcome(first, touch("a")));
        assertThat(lock()).startsWith("1 held ").endsWith(" one me at here");
        assertDone(outcome(first, touch("b")));
        assertThat(first.roundTrips().shell()).isEqualTo(2);
        first.close();

        assertThat(lock()).startsWith("1 free ");
        assertDone(outcome(session(host, "two"), touch("c")));
        assertThat(lock()).startsWith("2 held ").endsWith(" two me at here");
        assertThat(leftOvers()).containsExactly("lock", "runs");
    }

    @ParameterizedTest
    @EnumSource
    void anotherRunIsRefusedAndToldWhoIsAtWork(Host host) throws Exception {
        assertDone(outcome(session(host, "one"), touch("a")));

        List<StepOutcome> outcomes =
                does(session(host, "two"), touch("b"), touch("c")).outcomes();

        assertThat(outcomes).hasSize(2);
        StepOutcome.Refused refused = (StepOutcome.Refused) outcomes.getFirst();
        assertThat(refused.code()).isEqualTo("lock.held");
        assertThat(refused.message()).contains("one me at here");
        assertThat(refused.remedy()).contains("--lock-timeout").containsPattern("kill [0-9]+$");
        assertThat(outcomes.get(1)).isInstanceOf(StepOutcome.NotRun.class);
        assertThat(directory.resolve("b")).doesNotExist();
    }

    @Test
    void allConnectionsOfARunHoldItTogether() throws Exception {
        assertDone(outcome(session(Host.DASH, "one"), touch("a")));
        assertDone(outcome(session(Host.DASH, "one"), touch("b")));
        assertThat(lock()).startsWith("1 held ");
    }

    @Test
    void whatIsOnlyReadTakesNone() throws Exception {
        asks(session(Host.DASH, "one"), new Read.FileHash(path("a")));
        assertThat(directory.resolve("state")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void aRunWhoseSessionHasEndedIsDead(Host host) throws Exception {
        LocalConnection connection = LocalConnection.to(host);
        ShellSession killed = session(connection, locking("one"));
        assertDone(outcome(killed, touch("a")));
        end(connection);

        assertDone(outcome(session(host, "two"), touch("b")));

        assertThat(lock()).startsWith("2 held ").endsWith(" two me at here");
    }

    @Test
    void whatADeadRunLeftBehindStillCounts() throws Exception {
        LocalConnection connection = LocalConnection.to(Host.DASH);
        ShellSession killed = session(connection, locking("one"));
        assertDone(outcome(killed, run("sleep 60 >/dev/null 2>&1 & echo $! >" + directory + "/pid")));
        end(connection);
        ProcessHandle left = ProcessHandle.of(Long.parseLong(
                        Files.readString(directory.resolve("pid")).strip()))
                .orElseThrow();
        try {
            assertThat(outcome(session(Host.DASH, "two"), touch("b")))
                    .isInstanceOfSatisfying(
                            StepOutcome.Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo("lock.held"));
        } finally {
            left.destroyForcibly();
            left.onExit().get(10, TimeUnit.SECONDS);
        }
        assertDone(outcome(session(Host.DASH, "two"), touch("b")));
    }

    @Test
    void aNumberThatWasGivenAgainIsAnotherProcess() throws Exception {
        state("7 held 1 99 " + boot() + " old somebody");
        assertDone(outcome(session(Host.DASH, "two"), touch("b")));
        assertThat(lock()).startsWith("8 held ");
    }

    @Test
    void aHostThatHasRebootedHoldsNobody() throws Exception {
        state("7 held " + ProcessHandle.current().pid() + " - another-boot old somebody");
        assertDone(outcome(session(Host.DASH, "two"), touch("b")));
        assertThat(lock()).startsWith("8 held ");
    }

    @Test
    void aRunThatWasTakenForDeadChangesNothingMore() throws Exception {
        ShellSession slow = session(Host.DASH, "one");
        assertDone(outcome(slow, touch("a")));
        state("2 held 1 99 " + boot() + " two somebody else");

        StepOutcome outcome = outcome(slow, touch("b"));

        assertThat(outcome).isInstanceOfSatisfying(StepOutcome.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo("lock.lost");
            assertThat(refused.message()).contains("two somebody else");
        });
        assertThat(directory.resolve("b")).doesNotExist();
    }

    @Test
    void aTakeoverThatWasCutOffIsFollowedToItsEnd() throws Exception {
        state("7 held 1 99 " + boot() + " old somebody");
        Files.writeString(directory.resolve("state/next.7"), "8 held 1 98 " + boot() + " newer somebody\n");
        Files.writeString(directory.resolve("state/next.8"), "9 held 1 97 " + boot() + " newest somebody\n");

        assertDone(outcome(session(Host.DASH, "two"), touch("b")));

        assertThat(lock()).startsWith("10 held ");
        assertThat(leftOvers()).containsExactly("lock", "runs");
    }

    @Test
    void itIsWaitedForAsLongAsWasSaid() throws Exception {
        ShellSession first = session(Host.DASH, "one");
        assertDone(outcome(first, touch("a")));
        Thread end = Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(Duration.ofSeconds(3));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            first.close();
        });
        ShellSession patient = session(
                LocalConnection.to(Host.DASH),
                settings().withLock(new RunLock("two", "me at here", Duration.ofMinutes(2))));

        assertDone(outcome(patient, touch("b")));
        end.join();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "held", "1", "1 held", "-1 held 1 1 b r o", "1 other 1 1 b r o"})
    void aLockThatSaysNothingIsNobodysToTake(String damaged) throws Exception {
        state(damaged);
        StepOutcome outcome = outcome(session(Host.DASH, "two"), touch("b"));
        if (!damaged.equals("1 held")) {
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            StepOutcome.Failed.class,
                            failed -> assertThat(failed.code()).isEqualTo("lock.damaged"));
            assertThat(directory.resolve("b")).doesNotExist();
        }
    }

    @Test
    void whereItCannotBeTakenNothingIsChanged() throws Exception {
        Files.writeString(directory.resolve("file"), "");
        ShellSettings settings = locking("one").withState(Optional.of(path("file/state")));

        StepOutcome outcome = outcome(session(LocalConnection.to(Host.DASH), settings), touch("b"));

        assertThat(outcome).isInstanceOfSatisfying(StepOutcome.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo("state.unwritable");
            assertThat(failed.remedy()).contains("host_state: none");
        });
        assertThat(directory.resolve("b")).doesNotExist();
    }

    @Test
    void ofManyThatStartAtOnceOneWins() throws Exception {
        oneWins(60);
    }

    @Test
    @Tag("full")
    void ofAThousandThatStartAtOnceOneWins() throws Exception {
        oneWins(1_000);
    }

    private void oneWins(int all) throws Exception {
        List<Callable<Boolean>> starts = new ArrayList<>();
        for (int i = 0; i < all; i++) {
            String run = "run-" + i;
            starts.add(() -> outcome(session(Host.DASH, run), touch(run)) instanceof StepOutcome.Done);
        }
        int winners = 0;
        try (ExecutorService together = Executors.newFixedThreadPool(all)) {
            for (Future<Boolean> start : together.invokeAll(starts)) {
                winners += start.get() ? 1 : 0;
            }
        }
        assertThat(winners).isEqualTo(1);
        assertThat(lock()).startsWith("1 held ");
        try (var files = Files.list(directory)) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("run-")))
                    .hasSize(1);
        }
        assertThat(leftOvers()).containsExactly("lock", "runs");
    }

    private ShellSession session(Host host, String run) {
        return session(LocalConnection.to(host), locking(run));
    }

    private ShellSettings locking(String run) {
        return settings().withLock(new RunLock(run, "me at here", Duration.ZERO));
    }

    private Action touch(String name) {
        return run("echo >" + directory + "/" + name);
    }

    private static Action run(String script) {
        return new Action.Run(
                List.of(Text.of("sh"), Text.of("-c"), Text.of(script)),
                Bytes.EMPTY,
                Map.of(),
                Optional.<AbsolutePath>empty(),
                List.of());
    }

    private String lock() throws Exception {
        return Files.readString(directory.resolve("state/lock")).strip();
    }

    private void state(String line) throws Exception {
        Path state = directory.resolve("state");
        Files.createDirectories(state);
        Files.writeString(state.resolve("lock"), line + "\n");
    }

    private List<String> leftOvers() throws Exception {
        try (var files = Files.list(directory.resolve("state"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String boot() throws Exception {
        return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    }

    private static void end(LocalConnection connection) throws Exception {
        for (Process process : connection.started) {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }
}
