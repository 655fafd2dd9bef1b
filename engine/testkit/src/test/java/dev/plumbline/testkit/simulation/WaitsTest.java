package dev.plumbline.testkit.simulation;

import static dev.plumbline.testkit.simulation.Programs.A;
import static dev.plumbline.testkit.simulation.Programs.ROOT;
import static dev.plumbline.testkit.simulation.Programs.play;
import static dev.plumbline.testkit.simulation.Programs.program;
import static dev.plumbline.testkit.simulation.Programs.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Desired;
import dev.plumbline.api.module.Waits;
import dev.plumbline.api.probe.Known;
import dev.plumbline.api.probe.Probe;
import dev.plumbline.api.read.FileState;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.FileMode;
import dev.plumbline.core.exchange.Place;
import dev.plumbline.core.plan.History;
import dev.plumbline.core.plan.Outcome;
import dev.plumbline.core.plan.Planner;
import dev.plumbline.core.plan.Progress;
import dev.plumbline.core.plan.Retry;
import dev.plumbline.core.plan.RunKey;
import dev.plumbline.core.plan.Status;
import dev.plumbline.core.plan.TaskPlan;
import dev.plumbline.core.plan.Verdict;
import dev.plumbline.core.plan.World;
import dev.plumbline.core.program.Program;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WaitsTest {
    private static final Read<FileState> READY = new Read.FileStatus(new AbsolutePath("/run/ready"));
    private static final Program PROGRAM =
            program(play(List.of(A), List.of(task("wait", new Ready()).task())));
    private static final World NOT_READY = world(new FileState.Missing());
    private static final World READY_NOW = world(new FileState.Regular(new FileMode(0644), "root", "root", 1));

    /** Waits for a file. */
    record Ready() implements Desired<FileState>, Waits {
        @Override
        public Probe<FileState> probe() {
            return Probe.of(READY);
        }

        @Override
        public List<Delta> diff(FileState seen) {
            return seen instanceof FileState.Missing
                    ? List.of(Delta.Violation.of("wait.timeout", "not ready", "wait"))
                    : List.of();
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration interval() {
            return Duration.ofSeconds(3);
        }
    }

    private static World world(FileState state) {
        return World.EMPTY.with(new Place(A, ROOT), Map.of(READY, new Known.Seen<>(state)));
    }

    private static History waited(Duration... pauses) {
        RunKey key = Planner.step(PROGRAM, NOT_READY, History.EMPTY)
                .retries()
                .getFirst()
                .key();
        History history = History.EMPTY;
        for (Duration pause : pauses) {
            history = history.with(key, record -> record.retried(pause));
        }
        return history;
    }

    @Test
    void aPlanLooksOnce() {
        Progress progress = Planner.step(PROGRAM, NOT_READY);

        assertThat(progress.retries()).isEmpty();
        assertThat(progress.plan().host(A).orElseThrow().tasks())
                .extracting(TaskPlan::verdict)
                .containsExactly(Verdict.VIOLATION);
    }

    @Test
    void anApplyLooksAgainAfterTheInterval() {
        Progress progress = Planner.step(PROGRAM, NOT_READY, History.EMPTY);

        assertThat(progress.finished()).isEmpty();
        assertThat(progress.retries()).singleElement().satisfies(retry -> {
            assertThat(retry.delay()).isEqualTo(Duration.ofSeconds(3));
            assertThat(retry.reads()).containsEntry(new Place(A, ROOT), java.util.Set.of(READY));
        });
    }

    @Test
    void itIsTheTimeThatCountsAndNotTheAttempts() {
        Duration[] manyShort = new Duration[99];
        java.util.Arrays.fill(manyShort, Duration.ofMillis(100));

        assertThat(Planner.step(PROGRAM, NOT_READY, waited(manyShort)).retries())
                .extracting(Retry::delay)
                .containsExactly(Duration.ofSeconds(3));
    }

    @Test
    void afterItsTimeItFails() {
        Progress progress = Planner.step(PROGRAM, NOT_READY, waited(Duration.ofSeconds(4), Duration.ofSeconds(6)));

        assertThat(progress.retries()).isEmpty();
        assertThat(progress.finished().values()).singleElement().satisfies(outcome -> {
            assertThat(outcome.status()).isEqualTo(Status.FAILED);
            assertThat(outcome.fault().orElseThrow().code()).isEqualTo("wait.timeout");
        });
    }

    @Test
    void whatCameMeanwhileIsUnchanged() {
        assertThat(Planner.step(PROGRAM, READY_NOW, waited(Duration.ofSeconds(4)))
                        .finished()
                        .values())
                .extracting(Outcome::status)
                .containsExactly(Status.UNCHANGED);
    }
}
