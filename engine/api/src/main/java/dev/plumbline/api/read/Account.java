package dev.plumbline.api.read;

/** A user and its primary group, by name. */
public record Account(String user, String group) {}
