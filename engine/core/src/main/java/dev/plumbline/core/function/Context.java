package dev.plumbline.core.function;

import dev.plumbline.api.value.HostName;

/**
 * For whom a function is called.
 *
 * @param label of the variable or argument that is evaluated
 */
public record Context(HostName host, String label) {}
