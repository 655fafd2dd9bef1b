package dev.plumbline.cli.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plumbline.api.module.Difference;
import dev.plumbline.api.value.HostName;
import dev.plumbline.api.value.Text;
import dev.plumbline.cli.report.JsonReport;
import dev.plumbline.cli.report.Palette;
import dev.plumbline.cli.report.Plans;
import dev.plumbline.cli.report.Purpose;
import dev.plumbline.cli.report.Report;
import dev.plumbline.cli.report.TextReport;
import dev.plumbline.core.promise.Basis;
import dev.plumbline.core.promise.Promise;
import dev.plumbline.core.promise.Seal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedPlanTest {
    private static final Seal SEAL = new Seal("a key of enough bytes".getBytes(StandardCharsets.UTF_8));
    private static final String CANARY = "canary-7f3a";
    private static final Report REPORT = Plans.report(
            Purpose.PLAN,
            Plans.host(
                    "a",
                    Plans.change(
                            "Configuration",
                            Difference.of("port", "6379", "6380"),
                            new Difference(
                                    "requirepass",
                                    Optional.of(Text.of("old-" + CANARY)),
                                    Optional.of(Text.secret(CANARY)))),
                    Plans.later("After", "known after Configuration on a", Difference.added("x", Text.of("1"))),
                    Plans.opaque("uptime"),
                    Plans.violation("Wrong", "redis.wrong"),
                    Plans.handler("restart")),
            Plans.host("b", Plans.change("Configuration", Difference.of("port", "6379", "6380"))),
            Plans.unreachable("c"));

    @TempDir
    Path folder;

    private static SavedPlan plan() {
        return new SavedPlan(
                Instant.parse("2026-11-28T08:00:00Z"),
                "by ana on ci-7",
                Optional.of("4f2c1a"),
                Optional.empty(),
                SEAL.name(),
                new Selection(
                        "site.yml",
                        "redis.yml",
                        List.of("i.yml"),
                        Optional.of("a:b"),
                        List.of("t"),
                        List.of(),
                        true,
                        Optional.empty()),
                new Basis(
                        Map.of("site.yml", "1"),
                        Map.of("port", "2"),
                        "3",
                        Map.of(new HostName("a"), Map.of("x", "4"), new HostName("b"), Map.of())),
                REPORT,
                Promise.of(REPORT.plan(), SEAL));
    }

    private SavedPlanReader read(String text) throws IOException, PlanFileException {
        return SavedPlanReader.read(Files.writeString(folder.resolve("plan.json"), text));
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws Exception {
        SavedPlanReader reader = read(SavedPlanWriter.write(plan(), SEAL));
        SavedPlan read = reader.plan();
        assertThat(reader.isOf(SEAL)).isTrue();
        assertThat(reader.isWhole(SEAL)).isTrue();
        assertThat(read.selection()).isEqualTo(plan().selection());
        assertThat(read.basis()).isEqualTo(plan().basis());
        assertThat(read.promise()).isEqualTo(plan().promise());
        assertThat(read.origin()).isEqualTo("by ana on ci-7 at 4f2c1a, 2026-11-28T08:00:00Z");
    }

    @Test
    void itIsShownAsItWasWhenItWasMade() throws Exception {
        Report read = read(SavedPlanWriter.write(plan(), SEAL)).plan().report();
        assertThat(withoutRoundTrips(TextReport.render(read, Palette.PLAIN, false)))
                .isEqualTo(withoutRoundTrips(TextReport.render(REPORT, Palette.PLAIN, false)));
        assertThat(withoutRoundTrips(JsonReport.render(read))).isEqualTo(withoutRoundTrips(JsonReport.render(REPORT)));
    }

    private static String withoutRoundTrips(String text) {
        return text.replaceAll("Round trips: .*", "").replaceAll("\"(shell|tunnel)\" : [0-9]+", "");
    }

    @Test
    void noSecretIsInIt() {
        assertThat(SavedPlanWriter.write(plan(), SEAL)).doesNotContain(CANARY);
    }

    @Test
    void whoeverChangesItIsFound() throws Exception {
        String text = SavedPlanWriter.write(plan(), SEAL);
        Random random = new Random(5);
        for (int i = 0; i < 3_000; i++) {
            StringBuilder changed = new StringBuilder(text);
            int at = random.nextInt(text.length() - 1);
            switch (random.nextInt(4)) {
                case 0 -> changed.setCharAt(at, (char) (' ' + random.nextInt(95)));
                case 1 -> changed.delete(at, Math.min(text.length(), at + 1 + random.nextInt(40)));
                case 2 -> changed.insert(at, text, at, Math.min(text.length(), at + 1 + random.nextInt(40)));
                default -> changed.setLength(at);
            }
            if (!changed.toString().strip().equals(text.strip())) {
                try {
                    assertThat(read(changed.toString()).isWhole(SEAL))
                            .as(changed.toString())
                            .isFalse();
                } catch (PlanFileException e) {
                    assertThat(e.code()).isEqualTo("plan.file");
                }
            }
        }
    }

    @Test
    void anotherKeyMakesAnotherSeal() throws Exception {
        Seal other = new Seal("another key of enough bytes".getBytes(StandardCharsets.UTF_8));
        SavedPlanReader reader = read(SavedPlanWriter.write(plan(), SEAL));
        assertThat(reader.isOf(other)).isFalse();
        assertThat(reader.isWhole(other)).isFalse();
    }

    @Test
    void otherFilesAreNoPlans() throws Exception {
        for (String text :
                List.of("{}", "{\"format\":\"plumbline.plan\",\"version\":2}", "{\"a\":1,\"a\":2}", "{", "")) {
            PlanFileException failure = catchThrowableOfType(PlanFileException.class, () -> read(text));
            assertThat(failure.code()).as(text).isEqualTo("plan.file");
            assertThat(failure.remedy()).contains("plumb plan");
        }
        assertThatThrownBy(() -> SavedPlanReader.read(folder.resolve("none"))).isInstanceOf(PlanFileException.class);
    }

    @Test
    void theStateFolderGetsAKeyOfItsOwn() throws Exception {
        Path state = folder.resolve("state");
        Seal first = PlanKey.seal(Map.of(), state);
        assertThat(PlanKey.seal(Map.of(), state).name()).isEqualTo(first.name());
        assertThat(Files.getPosixFilePermissions(state.resolve("plan.key"))).hasSize(2);
        Map<String, String> given = new HashMap<>(Map.of(PlanKey.VARIABLE, "0123456789abcdef"));
        assertThat(PlanKey.seal(given, state).name()).isNotEqualTo(first.name());
        given.put(PlanKey.VARIABLE, "short");
        assertThatThrownBy(() -> PlanKey.seal(given, state)).isInstanceOf(PlanFileException.class);
        Files.writeString(state.resolve("plan.key"), "nonsense");
        assertThatThrownBy(() -> PlanKey.seal(Map.of(), state)).isInstanceOf(PlanFileException.class);
    }
}
