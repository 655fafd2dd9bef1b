package dev.plumbline.core.journal;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.exchange.StepOutcome;
import dev.plumbline.core.plan.Step;
import java.io.IOException;
import java.util.List;

/** Where a run writes down what it is about to do, so that it is known even when the run is not there any more to tell. */
public interface Intentions {
    /** Written down nowhere. */
    Intentions NONE = new Intentions() {
        @Override
        public void begin(HostName host, List<Step> about) {}

        @Override
        public void end(Step step, StepOutcome outcome) {}
    };

    /**
     * Once this returns it outlives the process.
     *
     * @throws IOException where it can't be written: then nothing of it may be begun
     */
    void begin(HostName host, List<Step> about) throws IOException;

    /** What became of a step that was written down. */
    void end(Step step, StepOutcome outcome);
}
