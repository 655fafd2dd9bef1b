package dev.plumbline.testkit;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every module's test extends: it names the states that a host may be found in, and each is tried. */
public abstract class IdempotenceTest {
    protected abstract Stream<StartingState> states();

    @TestFactory
    Stream<DynamicTest> fromEachStartingState() {
        return states().map(state -> DynamicTest.dynamicTest(state.name(), () -> ModuleHarness.check(state)));
    }

    @Test
    void thereAreEnoughStatesEachWithItsName() {
        StartingStates.requireEnough(states().toList());
    }

    @Test
    void noParameterGoesUntested() throws ReflectiveOperationException {
        StartingStates.requireEachParameterTried(states().toList());
    }
}
