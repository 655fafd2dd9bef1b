package dev.plumbline.api.action;

import dev.plumbline.api.value.Text;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A check of a file's new content on the host, before it is put in place. It runs on a copy in a private directory that is removed
 * afterwards; where it fails, nothing was changed and the command's output is the reason.
 *
 * @param arguments the command; {@value #CANDIDATE} stands for the copy's path and {@value #SCRATCH} for the private directory, also
 *     within a longer argument
 * @param appended added to the end of the copy only
 * @param accepted text that the output must hold; where absent, the command must exit with 0
 */
public record Validation(List<String> arguments, Text appended, Optional<String> accepted, Duration timeout) {
    public static final String CANDIDATE = "{candidate}";
    public static final String SCRATCH = "{scratch}";

    public Validation {
        arguments = List.copyOf(arguments);
    }

    public static Validation command(List<String> arguments) {
        return new Validation(arguments, Text.EMPTY, Optional.empty(), Duration.ofSeconds(30));
    }
}
