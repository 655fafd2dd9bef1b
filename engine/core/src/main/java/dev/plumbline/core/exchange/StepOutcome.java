package dev.plumbline.core.exchange;

import dev.plumbline.api.read.CommandResult;
import dev.plumbline.api.value.AbsolutePath;
import java.util.List;
import java.util.Optional;

/** What became of one action. */
public sealed interface StepOutcome {

    /** Done. {@code result} is what a command printed. */
    record Done(Optional<CommandResult> result) implements StepOutcome {}

    /** Not done, since something else was there than what the plan had seen; nothing was changed. */
    record Refused(String code, String message, String remedy) implements StepOutcome {}

    /** Tried and failed; the host is as it was before, as far as the action is atomic. */
    record Failed(String code, String message, String remedy, Optional<CommandResult> result) implements StepOutcome {}

    /**
     * Tried and failed, and what it was done with was put back: the service runs again as before the run.
     *
     * @param files what was put back
     */
    record RolledBack(String code, String message, String remedy, List<AbsolutePath> files) implements StepOutcome {
        public RolledBack {
            files = List.copyOf(files);
        }
    }

    /** Not begun, since an earlier action did not succeed. */
    record NotRun() implements StepOutcome {}

    /** Begun, and its end was not seen. */
    record Unknown(String reason) implements StepOutcome {}
}
