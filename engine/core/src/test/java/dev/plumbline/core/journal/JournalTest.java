package dev.plumbline.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.HostName;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.exchange.Identity;
import dev.plumbline.core.exchange.Place;
import dev.plumbline.core.exchange.StepOutcome;
import dev.plumbline.core.plan.RunKey;
import dev.plumbline.core.plan.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was begun is on disk before it is begun, and is read again whatever became of the file's end. */
class JournalTest {
    private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");
    private static final HostName HOST = new HostName("a1");
    private static final String RUN = "20261127T080000Z-4f2c1a";

    @TempDir
    Path state = Path.of("/nonexistent");

    private Journals journals() {
        return new Journals(state, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static RunHeader header(String run) {
        return new RunHeader(
                run, "apply", "site.yml", "by ana on ci-7", Optional.of("4f2c1a"), Optional.of("INC-7"), NOW);
    }

    private static Step step(String word) {
        return new Step(
                new RunKey(HOST, "site.yml:3", 0, ""),
                new Place(HOST, new Identity.Become("root")),
                new Action.Run(
                        List.of(Text.of("do"), Text.of(word), Text.secret("Sid@123")),
                        Bytes.EMPTY,
                        Map.of(),
                        Optional.empty(),
                        List.of()),
                Optional.empty());
    }

    private static RunRecord.Step done(String word, StepEnding ending, String code) {
        return new RunRecord.Step(
                NOW,
                "a1",
                "site.yml:3",
                "root",
                "run do " + word + " ********",
                ending,
                code.isEmpty() ? Optional.empty() : Optional.of(code));
    }

    private Path file(String run) {
        return state.resolve("runs/" + run + ".jsonl");
    }

    @Test
    void aRunIsReadAsItWasWritten() throws IOException {
        List<Step> steps = List.of(step("one"), step("two"), step("three"), step("four"));
        try (Journal journal = journals().begin(header(RUN))) {
            journal.begin(HOST, steps);
            journal.end(steps.get(0), new StepOutcome.Done(Optional.empty()));
            journal.end(steps.get(1), new StepOutcome.Refused("file.changed", "m", "r"));
            journal.end(steps.get(2), new StepOutcome.NotRun());
            journal.end(steps.get(3), new StepOutcome.Unknown("lost"));
            journal.finish(1, 1);
        }

        assertThat(journals().find(RUN))
                .contains(new RunRecord(
                        header(RUN),
                        List.of(
                                done("one", StepEnding.DONE, ""),
                                done("two", StepEnding.REFUSED, "file.changed"),
                                done("three", StepEnding.NOT_RUN, ""),
                                done("four", StepEnding.UNKNOWN, "")),
                        Optional.of(new RunRecord.Finish(NOW, 1, 1))));
        assertThat(Files.readString(file(RUN))).doesNotContain("Sid@123");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(RUN))))
                .isEqualTo("rw-------");
    }

    @Test
    void whatWasBegunStandsThereBeforeItsEndIsKnown() throws IOException {
        try (Journal journal = journals().begin(header(RUN))) {
            journal.begin(HOST, List.of(step("one")));

            RunRecord seen = journals().find("4f2c1a").orElseThrow();
            assertThat(seen.open()).containsExactly(done("one", StepEnding.UNKNOWN, ""));
            assertThat(seen.finished()).isEmpty();
            assertThat(seen.hosts()).containsExactly("a1");
        }
    }

    @Test
    void whereverItIsTornOffTheRestIsRead() throws IOException {
        List<Step> steps = List.of(step("one"), step("two"));
        try (Journal journal = journals().begin(header(RUN))) {
            journal.begin(HOST, steps);
            steps.forEach(step -> journal.end(step, new StepOutcome.Done(Optional.empty())));
            journal.finish(0, 2);
        }
        byte[] whole = Files.readAllBytes(file(RUN));
        int firstLine = new String(whole, StandardCharsets.UTF_8).indexOf('\n');

        for (int length = 0; length < whole.length - 1; length++) {
            Files.write(file(RUN), Arrays.copyOf(whole, length));
            Optional<RunRecord> read = journals().find(RUN);
            assertThat(read.isPresent()).as("%s bytes", length).isEqualTo(length >= firstLine);
            read.ifPresent(run -> {
                assertThat(run.header()).isEqualTo(header(RUN));
                assertThat(run.steps()).hasSizeLessThanOrEqualTo(2);
                assertThat(run.finished()).isEmpty();
            });
        }
    }

    @Test
    void whatCannotBeReadAtAllIsSetAsideAndTold() throws IOException {
        try (Journal journal = journals().begin(header(RUN))) {
            journal.finish(0, 0);
        }
        Files.write(file("20261128T080000Z-000000"), new byte[] {0, (byte) 0xff, '\n', 1});
        List<Path> damaged = new ArrayList<>();

        assertThat(journals().all(damaged))
                .extracting(run -> run.header().run())
                .containsExactly(RUN);

        assertThat(damaged).containsExactly(state.resolve("runs/20261128T080000Z-000000.jsonl.damaged"));
        assertThat(damaged.getFirst()).exists();
        assertThat(journals().all(new ArrayList<>())).hasSize(1);
    }

    @Test
    void theNewestComesFirstAndOldOnesGo() throws IOException {
        for (int i = 0; i < Journals.KEPT + 2; i++) {
            try (Journal journal = journals().begin(header("2026112%07d".formatted(i)))) {
                journal.finish(0, 0);
            }
        }
        List<RunRecord> all = journals().all(new ArrayList<>());
        assertThat(all).hasSize(Journals.KEPT + 1);
        assertThat(all.getFirst().header().run()).isEqualTo("20261120001001");
    }

    @Test
    void whereItCannotBeWrittenThatIsSaid() throws IOException {
        Path file = Files.createFile(state.resolve("file"));
        assertThatThrownBy(() -> new Journals(file, Clock.systemUTC()).begin(header(RUN)))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(file.toString());
        assertThat(new Journals(file, Clock.systemUTC()).all(new ArrayList<>())).isEmpty();
    }

    @Test
    void aNameThatFitsSeveralRunsIsNone() throws IOException {
        for (String run : List.of(RUN, "20261127T080000Z-4f2c1b")) {
            journals().begin(header(run)).close();
        }
        assertThat(journals().find("20261127T08")).isEmpty();
        assertThat(journals().find("4f2c1b")).isPresent();
        assertThat(journals().find("../../etc/passwd")).isEmpty();
    }
}
