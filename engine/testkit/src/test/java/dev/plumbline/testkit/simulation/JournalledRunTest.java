package dev.plumbline.testkit.simulation;

import static dev.plumbline.testkit.simulation.Programs.play;
import static dev.plumbline.testkit.simulation.Programs.program;
import static dev.plumbline.testkit.simulation.Programs.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.exchange.StepOutcome;
import dev.plumbline.core.journal.Intentions;
import dev.plumbline.core.plan.Plan;
import dev.plumbline.core.plan.Status;
import dev.plumbline.core.plan.Step;
import dev.plumbline.core.plan.TaskPlan;
import dev.plumbline.core.program.Program;
import dev.plumbline.core.run.Fleet;
import dev.plumbline.core.run.Link;
import dev.plumbline.core.run.Observer;
import dev.plumbline.core.run.Run;
import dev.plumbline.testkit.Faults;
import dev.plumbline.testkit.InMemoryHost;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Nothing is done to a host that was not written down before, and what was written down gets its end. */
class JournalledRunTest {
    private static final HostName A = new HostName("a");

    private final InMemoryHost host = new InMemoryHost("a").directory("/etc");
    private final Notes notes = new Notes();

    /** A journal in memory, which may be full. */
    private final class Notes implements Intentions {
        private final Map<Step, Optional<StepOutcome>> written = new LinkedHashMap<>();
        private final List<String> doneBefore = new ArrayList<>();
        private int room = Integer.MAX_VALUE;

        @Override
        public synchronized void begin(HostName on, List<Step> about) throws IOException {
            if (room < about.size()) {
                throw new IOException("No space left on device");
            }
            room -= about.size();
            doneBefore.add(host.done().toString());
            about.forEach(step -> written.put(step, Optional.empty()));
        }

        @Override
        public synchronized void end(Step step, StepOutcome outcome) {
            written.put(step, Optional.of(outcome));
        }
    }

    private static Program lines() {
        return program(play(
                List.of(A),
                List.of(
                        task("one", new TestModules.Line("/etc/x", "1")).task(),
                        task("two", new TestModules.Line("/etc/y", "2")).task())));
    }

    private Plan apply() throws InterruptedException {
        try (Fleet fleet = new Fleet(name -> new Link(new RunTest.NoConnection(), host.reconnect()), 10)) {
            Run run = new Run(
                    lines(),
                    fleet,
                    (proof, connections) -> new StepOutcome.Done(Optional.empty()),
                    Observer.NONE,
                    notes);
            return run.apply(run.plan());
        }
    }

    @Test
    void whatIsDoneWasWrittenDownBefore() throws InterruptedException {
        apply();

        assertThat(notes.written.keySet())
                .extracting(step -> step.action().summary())
                .containsExactly("write /etc/x", "write /etc/y");
        assertThat(notes.written.values())
                .allSatisfy(end -> assertThat(end.orElseThrow()).isInstanceOf(StepOutcome.Done.class));
        assertThat(notes.doneBefore.getFirst()).isEqualTo("[]");
    }

    @Test
    void whatCannotBeWrittenDownIsNotBegun() throws InterruptedException {
        notes.room = 0;

        Plan applied = apply();

        assertThat(host.done()).isEmpty();
        List<TaskPlan> tasks = applied.host(A).orElseThrow().tasks();
        assertThat(tasks.getFirst().fault().orElseThrow().code()).isEqualTo("journal.unwritable");
        assertThat(tasks.getFirst().fault().orElseThrow().message()).contains("No space left");
        assertThat(tasks).extracting(TaskPlan::outcome).doesNotContain(Optional.of(Status.CHANGED));
    }

    @Test
    void aStepWhoseEndNobodySawStaysOpen() throws InterruptedException {
        host.faults().loseConnection(Faults.Moment.AFTER, 1);

        apply();

        assertThat(notes.written.values().stream().flatMap(Optional::stream))
                .anyMatch(StepOutcome.Unknown.class::isInstance);
    }
}
