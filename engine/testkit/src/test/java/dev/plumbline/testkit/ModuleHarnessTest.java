package dev.plumbline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.action.Content;
import dev.plumbline.api.action.Effect;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Desired;
import dev.plumbline.api.module.Difference;
import dev.plumbline.api.probe.Probe;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.FileMode;
import dev.plumbline.api.value.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModuleHarnessTest {
    private static final AbsolutePath PATH = new AbsolutePath("/etc/motd");

    /** A module that keeps one file's content, in whatever way a test makes it. */
    private record Motd(Function<Optional<Bytes>, List<Delta>> differ) implements Desired<Optional<Bytes>> {
        @Override
        public Probe<Optional<Bytes>> probe() {
            return Probe.of(new Read.FileContent(PATH));
        }

        @Override
        public List<Delta> diff(Optional<Bytes> seen) {
            return differ.apply(seen);
        }
    }

    private static Delta write(Optional<Bytes> seen, String content) {
        return Delta.Change.of(
                Difference.added("content", Text.of(content)),
                new Action.WriteFile(
                        PATH,
                        seen.map(Bytes::sha256),
                        new Content.Inline(Bytes.utf8(content)),
                        new FileMode(0644),
                        "root",
                        "root",
                        Optional.empty()));
    }

    private static List<Delta> honest(Optional<Bytes> seen) {
        return seen.equals(Optional.of(Bytes.utf8("hello"))) ? List.of() : List.of(write(seen, "hello"));
    }

    private static void check(Function<Optional<Bytes>, List<Delta>> differ) {
        ModuleHarness.check(StartingState.of("absent", host -> {}, new Motd(differ)));
    }

    @Test
    void aModuleThatKeepsItsPromisesPasses() {
        assertThatCode(() -> check(ModuleHarnessTest::honest)).doesNotThrowAnyException();
    }

    @Test
    void aModuleThatNeverEndsIsCaughtByThePlan() {
        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> check(seen -> List.of(write(seen, "hello"))))
                .withMessage("Motd still finds something to do after 64 turns, the last time: write /etc/motd");
    }

    @Test
    void aModuleThatLiesAboutItsEffectsIsNamed() {
        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> ModuleHarness.check(StartingState.of(
                        "absent",
                        host -> host.program("greet", call -> SimulatedProgram.succeeds("")),
                        new Motd(seen -> seen.equals(Optional.of(Bytes.utf8("hello")))
                                ? List.of()
                                : List.of(Delta.Change.of(
                                        Difference.added("content", Text.of("hello")),
                                        new Action.Run(
                                                List.of(Text.of("greet")),
                                                Bytes.EMPTY,
                                                Map.of(),
                                                Optional.empty(),
                                                List.of(new Effect.Becomes<>(
                                                        new Read.FileContent(PATH),
                                                        Optional.of(Bytes.utf8("hello")))))))))))
                .withMessageStartingWith("Motd promised that FileContent[path=/etc/motd] becomes");
    }

    @Test
    void aModuleThatIsNotPureIsCaught() {
        List<String> calls = new ArrayList<>();
        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> check(seen -> {
                    calls.add("");
                    return List.of(write(seen, "call " + calls.size()));
                }))
                .withMessageContaining("finds other differences when it looks at the same world again");
    }

    @Test
    void aModuleThatIsNotIdempotentOnTheHostIsCaught() {
        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> ModuleHarness.check(StartingState.of(
                        "never there",
                        host -> host.program("touch", call -> SimulatedProgram.succeeds("")),
                        new Motd(seen -> seen.isPresent()
                                ? List.of()
                                : List.of(Delta.Change.of(
                                        Difference.added("content", Text.EMPTY),
                                        new Action.Run(
                                                List.of(Text.of("touch")),
                                                Bytes.EMPTY,
                                                Map.of(),
                                                Optional.empty(),
                                                List.of())))))));
    }

    @Test
    void anEditBetweenPlanAndApplyIsRefusedAndKept() {
        ModuleHarness.check(StartingState.of(
                        "edited meanwhile", host -> host.file("/etc/motd", "old"), new Motd(ModuleHarnessTest::honest))
                .meanwhile(host -> host.file("/etc/motd", "theirs"))
                .fails("file.changed")
                .then(host -> assertThat(host.content("/etc/motd")).isEqualTo(Bytes.utf8("theirs"))));
    }

    @Test
    void anUnexpectedListOfDifferencesFails() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() ->
                        ModuleHarness.check(StartingState.of("absent", host -> {}, new Motd(ModuleHarnessTest::honest))
                                .changes("mode")));
    }

    @Test
    void aViolationThatDoesNotComeFails() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() ->
                        ModuleHarness.check(StartingState.of("absent", host -> {}, new Motd(ModuleHarnessTest::honest))
                                .violates("file.odd")));
    }

    @Test
    void aModuleThatActsBesideAViolationIsHeldBack() {
        ModuleHarness.check(StartingState.of(
                        "absent",
                        host -> {},
                        new Motd(seen -> List.of(write(seen, "x"), Delta.Violation.of("file.odd", "odd", "none"))))
                .violates("file.odd")
                .then(host -> assertThat(host.done()).isEmpty()));
    }

    @Test
    void fewerThanTwentyStatesFail() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> StartingStates.requireEnough(states(19, i -> "state " + i)));
        assertThatCode(() -> StartingStates.requireEnough(states(20, i -> "state " + i)))
                .doesNotThrowAnyException();
    }

    @Test
    void twoStatesOfOneNameFail() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> StartingStates.requireEnough(states(20, i -> "state " + i / 2)));
    }

    @Test
    void aParameterThatIsTheSameInAllStatesFails() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> StartingStates.requireEachParameterTried(states(20, i -> "state " + i)))
                .withMessageContaining("'differ'");
    }

    private static List<StartingState> states(int count, Function<Integer, String> name) {
        Motd module = new Motd(ModuleHarnessTest::honest);
        return IntStream.range(0, count)
                .mapToObj(i -> StartingState.of(name.apply(i), host -> {}, module))
                .toList();
    }
}
