package dev.plumbline.core.project;

/** When output is coloured. */
public enum Color {
    /** On a terminal. */
    AUTO,
    ALWAYS,
    NEVER
}
