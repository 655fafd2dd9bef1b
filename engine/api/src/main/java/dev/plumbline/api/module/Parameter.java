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
        String name, ParameterType type, boolean required, Optional<String> defaultValue, String documentation) {}
