package dev.plumbline.modules.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plumbline.api.module.Delta;
import dev.plumbline.api.value.Condition;
import dev.plumbline.api.value.Data;
import dev.plumbline.testkit.IdempotenceTest;
import dev.plumbline.testkit.StartingState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AssertTest extends IdempotenceTest {

    private static Assert that(Condition... conditions) {
        return new Assert(List.of(conditions), Optional.empty(), Optional.empty());
    }

    private static Condition yes(String source) {
        return new Condition(source, true);
    }

    private static Condition no(String source) {
        return new Condition(source, false);
    }

    /** Each combination of what three expressions can be, with and without messages. */
    @Override
    protected Stream<StartingState> states() {
        return IntStream.range(0, 8)
                .boxed()
                .flatMap(bits -> IntStream.range(0, 3).mapToObj(said -> {
                    List<Condition> conditions = new ArrayList<>();
                    IntStream.range(0, 3).forEach(i -> conditions.add(new Condition("c" + i, (bits & (1 << i)) != 0)));
                    Assert module = new Assert(
                            conditions,
                            said == 0 ? Optional.empty() : Optional.of("failed"),
                            said == 2 ? Optional.of("held") : Optional.empty());
                    StartingState state = StartingState.of(conditions + " with message " + said, host -> {}, module);
                    return bits == 7 ? state.inSync() : state.violates("assert.failed");
                }));
    }

    @Test
    void theFalseExpressionsAreNamed() {
        List<Delta> deltas = that(yes("a == 1"), no("b > 2"), no("c")).diff("");

        assertThat(deltas).singleElement().isInstanceOfSatisfying(Delta.Violation.class, violation -> {
            assertThat(violation.message()).isEqualTo("not true: b > 2; c");
            assertThat(violation.remedy()).isNotBlank();
        });
    }

    @Test
    void theOwnMessageComesFirst() {
        Assert module = new Assert(List.of(no("x")), Optional.of("exactly one master"), Optional.empty());

        assertThat(module.diff("").toString()).contains("exactly one master (not true: x)");
    }

    @Test
    void successIsRegistered() {
        assertThat(that(yes("a")).result("").get("msg")).contains(Data.of("all assertions hold"));
        assertThat(new Assert(List.of(yes("a")), Optional.empty(), Optional.of("fine"))
                        .result("")
                        .get("msg"))
                .contains(Data.of("fine"));
    }

    @Test
    void nothingToAssertIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> that());
    }
}
