package dev.plumbline.cli.assembly;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which playbook, which part of it, and with which variables.
 *
 * @param playbook as the user named it, relative to the working directory
 * @param limit the pattern of the hosts that may be changed
 * @param tags only tasks with one of these; all where empty
 * @param extraVariables as given to {@code -e}: {@code name=value}, YAML in braces, or {@code @file}
 */
public record Request(
        Path playbook, Optional<String> limit, List<String> tags, List<String> skipTags, List<String> extraVariables) {
    public Request {
        tags = List.copyOf(tags);
        skipTags = List.copyOf(skipTags);
        extraVariables = List.copyOf(extraVariables);
    }
}
