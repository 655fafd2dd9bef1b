package dev.plumbline.api.read;

import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.FileMode;
import java.util.Optional;

/** What lies at a path. Owners and groups are names, or numbers in decimal where the host has no name for them. */
public sealed interface FileState {

    record Missing() implements FileState {}

    /**
     * A regular file.
     *
     * @param links the number of hard links
     */
    record Regular(FileMode mode, String owner, String group, int links) implements FileState {}

    record Directory(FileMode mode, String owner, String group) implements FileState {}

    /**
     * A symbolic link.
     *
     * @param target as written in the link
     * @param resolved what the whole chain leads to; empty where it dangles
     */
    record Link(String target, Optional<AbsolutePath> resolved, String owner, String group) implements FileState {}

    /** A device, socket or pipe. */
    record Special(String kind, FileMode mode, String owner, String group) implements FileState {}
}
