package dev.plumbline.testkit.sample.unmarked;

/** In a package of which nothing is said. */
public record Unmarked(String name) {}
