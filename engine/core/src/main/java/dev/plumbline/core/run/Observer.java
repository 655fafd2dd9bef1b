package dev.plumbline.core.run;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.exchange.StepOutcome;
import dev.plumbline.core.plan.Fault;
import dev.plumbline.core.plan.Retry;
import dev.plumbline.core.plan.Step;
import java.util.List;

/** Hears what a run is doing, for people who watch it. Called from several threads. */
public interface Observer {
    Observer NONE = new Observer() {};

    default void reading(HostName host) {}

    default void doing(HostName host, List<Step> steps) {}

    default void done(HostName host, Step step, StepOutcome outcome) {}

    default void waiting(Retry retry, int attempt) {}

    default void unreachable(HostName host, Fault fault) {}
}
