package dev.plumbline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.module.Desired;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every module's test extends: it names the states that a host may be found in, and each is tried. */
public abstract class IdempotenceTest {
    /** Fewer starting states than these say too little. */
    public static final int STATES = 20;

    protected abstract Stream<StartingState> states();

    @TestFactory
    Stream<DynamicTest> fromEachStartingState() {
        return states().map(state -> DynamicTest.dynamicTest(state.name(), () -> ModuleHarness.check(state)));
    }

    @Test
    void thereAreEnoughStatesEachWithItsName() {
        List<String> names = states().map(StartingState::name).toList();
        assertThat(names).as("starting states").hasSizeGreaterThanOrEqualTo(STATES);
        assertThat(names).as("names of starting states").doesNotHaveDuplicates();
    }

    @Test
    void noParameterGoesUntested() throws ReflectiveOperationException {
        List<? extends Desired<?>> modules = states().map(StartingState::module).toList();
        for (RecordComponent component : modules.getFirst().getClass().getRecordComponents()) {
            component.getAccessor().setAccessible(true);
            Set<Object> values = new HashSet<>();
            for (Desired<?> module : modules) {
                values.add(component.getAccessor().invoke(module));
            }
            assertThat(values)
                    .as("values of the parameter '%s' over all starting states", component.getName())
                    .hasSizeGreaterThan(1);
        }
    }
}
