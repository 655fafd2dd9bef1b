package dev.plumbline.testkit.sample.two;

import dev.plumbline.testkit.sample.one.One;

/** Closes the circle. */
public record Two(One one) {}
