package dev.plumbline.core.project;

/** A setting's value and where it comes from. */
public record Setting<T>(T value, Origin origin) {}
