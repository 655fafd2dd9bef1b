package dev.plumbline.api.module;

/** A field of a module's result. */
public record ReturnedField(String name, String about) {}
