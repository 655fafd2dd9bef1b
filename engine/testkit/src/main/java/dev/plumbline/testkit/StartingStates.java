package dev.plumbline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the starting states of one module must be, taken together. */
final class StartingStates {
    /** Fewer than these say too little. */
    static final int ENOUGH = 20;

    private StartingStates() {}

    static void requireEnough(List<StartingState> states) {
        List<String> names = states.stream().map(StartingState::name).toList();
        assertThat(names).as("starting states").hasSizeGreaterThanOrEqualTo(ENOUGH);
        assertThat(names).as("names of starting states").doesNotHaveDuplicates();
    }

    /** A parameter that has one value in all states is not tested. */
    static void requireEachParameterTried(List<StartingState> states) throws ReflectiveOperationException {
        for (RecordComponent component : states.getFirst().module().getClass().getRecordComponents()) {
            component.getAccessor().setAccessible(true);
            Set<Object> values = new HashSet<>();
            for (StartingState state : states) {
                values.add(component.getAccessor().invoke(state.module()));
            }
            assertThat(values)
                    .as("values of the parameter '%s' over all starting states", component.getName())
                    .hasSizeGreaterThan(1);
        }
    }
}
