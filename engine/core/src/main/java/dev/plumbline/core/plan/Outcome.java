package dev.plumbline.core.plan;

import dev.plumbline.api.module.Difference;
import dev.plumbline.api.value.Data;
import java.util.List;
import java.util.Optional;

/**
 * How a task ended on a host.
 *
 * @param answer what {@code register} sees
 */
public record Outcome(
        Status status, Data answer, List<Difference> differences, boolean restarts, Optional<Fault> fault) {
    public Outcome {
        differences = List.copyOf(differences);
    }
}
