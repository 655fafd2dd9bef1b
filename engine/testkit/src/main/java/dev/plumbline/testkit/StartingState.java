package dev.plumbline.testkit;

import dev.plumbline.api.module.Desired;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A host as a module may find it, and what shall come of that.
 *
 * @param name unique within its test: {@code dangling link}
 * @param arrange makes the host so
 * @param meanwhile what somebody else does between the plan and its first action
 * @param then looks at the host afterwards
 */
public record StartingState(
        String name,
        Consumer<InMemoryHost> arrange,
        Desired<?> module,
        Expected expected,
        Consumer<InMemoryHost> meanwhile,
        Consumer<InMemoryHost> then) {

    /** A state from which the module converges. */
    public static StartingState of(String name, Consumer<InMemoryHost> arrange, Desired<?> module) {
        return new StartingState(
                name, arrange, module, new Expected.Converges(Optional.empty()), host -> {}, host -> {});
    }

    public StartingState expecting(Expected other) {
        return new StartingState(name, arrange, module, other, meanwhile, then);
    }

    /** There is nothing to do. */
    public StartingState inSync() {
        return expecting(new Expected.Converges(Optional.of(List.of())));
    }

    /** The module converges, and names these differences, each once and in order. */
    public StartingState changes(String... attributes) {
        return expecting(new Expected.Converges(Optional.of(List.of(attributes))));
    }

    public StartingState violates(String code) {
        return expecting(new Expected.Violates(code));
    }

    public StartingState fails(String code) {
        return expecting(new Expected.Fails(code));
    }

    public StartingState leavesStale(String... attributes) {
        return expecting(new Expected.Stale(List.of(attributes)));
    }

    public StartingState unreadable() {
        return expecting(new Expected.Unreadable());
    }

    public StartingState meanwhile(Consumer<InMemoryHost> action) {
        return new StartingState(name, arrange, module, expected, action, then);
    }

    public StartingState then(Consumer<InMemoryHost> look) {
        return new StartingState(name, arrange, module, expected, meanwhile, look);
    }

    @Override
    public String toString() {
        return name;
    }
}
