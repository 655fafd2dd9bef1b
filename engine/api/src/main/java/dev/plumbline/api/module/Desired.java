package dev.plumbline.api.module;

import dev.plumbline.api.probe.Probe;
import dev.plumbline.api.value.Data;
import java.util.List;

/**
 * A module: a desired state as a value. It does no I/O. The engine asks it what to read, reads, and asks it what differs; it is asked
 * again after its changes, until it finds nothing left to do.
 *
 * @param <O> what it needs to see
 */
public interface Desired<O> {

    Probe<O> probe();

    /** What can be done now to come nearer; empty when the state is reached. A pure function. */
    List<Delta> diff(O seen);

    /** What {@code register} makes available, beside {@code changed}, {@code failed} and {@code skipped}. */
    default Data.Mapping result(O seen) {
        return Data.mapping().build();
    }
}
