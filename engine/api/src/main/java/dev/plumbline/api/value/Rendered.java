package dev.plumbline.api.value;

/**
 * A template of the control node, rendered for one host.
 *
 * @param name the template as the playbook names it
 * @param text what came out, its secret parts still secret
 */
public record Rendered(String name, Text text) {}
