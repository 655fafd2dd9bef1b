package dev.plumbline.api.value;

/**
 * A bare expression that was true or false.
 *
 * @param source as written in the playbook
 */
public record Condition(String source, boolean holds) {}
