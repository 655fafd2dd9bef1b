package dev.plumbline.core.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a run before it begins.
 *
 * @param run its name
 * @param command {@code apply}, {@code exec}
 * @param playbook as it was named; for a command without one, what was asked for
 * @param by who runs it and from where
 * @param commit that of the project's checkout, in Git's short form
 * @param reason as {@code --reason} gives it
 * @param began by the control node's clock
 */
public record RunHeader(
        String run,
        String command,
        String playbook,
        String by,
        Optional<String> commit,
        Optional<String> reason,
        Instant began) {}
