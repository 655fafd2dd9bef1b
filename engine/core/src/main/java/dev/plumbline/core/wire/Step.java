package dev.plumbline.core.wire;

import dev.plumbline.core.exchange.StepOutcome;
import java.util.Optional;
import java.util.function.Function;

/**
 * An action, compiled.
 *
 * @param body what is run in a subshell; it takes the payload whatever happens
 * @param patient whether it may be silent for long
 * @param log the line that the host's system log gets once it is done
 * @param outcome what the end of it means
 */
record Step(
        String body,
        Optional<Payload> payload,
        boolean patient,
        Optional<String> log,
        Function<Section, StepOutcome> outcome) {}
