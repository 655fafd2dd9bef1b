package dev.plumbline.testkit;

import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Difference;
import dev.plumbline.api.value.Data;
import dev.plumbline.core.exchange.StepOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What came of planning or applying a module once. Mutable while it runs. */
final class Trial {
    final List<Delta.Change> changes = new ArrayList<>();
    final List<Difference> stale = new ArrayList<>();
    final List<Delta.Violation> violations = new ArrayList<>();
    Optional<String> unreadable = Optional.empty();
    Optional<String> deferred = Optional.empty();
    Optional<StepOutcome> stopped = Optional.empty();
    Optional<Data.Mapping> result = Optional.empty();

    List<Difference> differences() {
        return changes.stream().flatMap(change -> change.differences().stream()).toList();
    }

    boolean hasOnce() {
        return changes.stream().anyMatch(Delta.Change::once);
    }

    boolean isOver() {
        return !violations.isEmpty() || unreadable.isPresent() || deferred.isPresent() || stopped.isPresent();
    }
}
