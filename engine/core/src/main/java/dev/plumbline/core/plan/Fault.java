package dev.plumbline.core.plan;

/**
 * Why something is not as it should be.
 *
 * @param code stable, as in {@code file.changed}
 * @param message what and why, without secrets
 * @param remedy what to do; empty where nothing can be advised
 */
public record Fault(String code, String message, String remedy) {}
