package dev.plumbline.api.module;

import java.util.Optional;

/**
 * A module's parameter.
 *
 * @param name in snake case, as playbooks write it
 * @param required whether a playbook must give it; an optional one without a default is empty when left out
 * @param defaultValue as it would be written in a playbook
 */
public record Parameter(
        String name, ParameterType type, boolean required, Optional<String> defaultValue, String documentation) {
    /** A parameter with this name is also what a lone line of text stands for: {@code command: uptime}. */
    public static final String LINE = "cmd";
}
