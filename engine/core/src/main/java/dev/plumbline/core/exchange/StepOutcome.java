package dev.plumbline.core.exchange;

import dev.plumbline.api.read.CommandResult;
import java.util.Optional;

/** What became of one action. */
public sealed interface StepOutcome {

    /** Done. {@code result} is what a command printed. */
    record Done(Optional<CommandResult> result) implements StepOutcome {}

    /** Not done, since something else was there than what the plan had seen; nothing was changed. */
    record Refused(String code, String message, String remedy) implements StepOutcome {}

    /** Tried and failed; the host is as it was before, as far as the action is atomic. */
    record Failed(String code, String message, String remedy, Optional<CommandResult> result) implements StepOutcome {}

    /** Not begun, since an earlier action did not succeed. */
    record NotRun() implements StepOutcome {}

    /** Begun, and its end was not seen. */
    record Unknown(String reason) implements StepOutcome {}
}
