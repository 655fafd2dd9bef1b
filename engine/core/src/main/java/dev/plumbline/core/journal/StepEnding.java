package dev.plumbline.core.journal;

import dev.plumbline.core.exchange.StepOutcome;
import java.util.Locale;
import java.util.Optional;

/** What became of a step, as the journal has it. */
public enum StepEnding {
    DONE,
    REFUSED,
    FAILED,
    /** Failed, and what it was done with was put back. */
    ROLLED_BACK,
    NOT_RUN,
    /** Begun, and its end was not seen. */
    UNKNOWN;

    static StepEnding of(StepOutcome outcome) {
        return switch (outcome) {
            case StepOutcome.Done done -> DONE;
            case StepOutcome.Refused refused -> REFUSED;
            case StepOutcome.Failed failed -> FAILED;
            case StepOutcome.RolledBack rolledBack -> ROLLED_BACK;
            case StepOutcome.NotRun notRun -> NOT_RUN;
            case StepOutcome.Unknown unknown -> UNKNOWN;
        };
    }

    /** In lower case: {@code not_run}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<StepEnding> of(String word) {
        for (StepEnding ending : values()) {
            if (ending.word().equals(word)) {
                return Optional.of(ending);
            }
        }
        return Optional.empty();
    }
}
