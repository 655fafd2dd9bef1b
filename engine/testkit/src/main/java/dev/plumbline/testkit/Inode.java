package dev.plumbline.testkit;

import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.FileMode;
import java.util.Optional;

/** What a path leads to on an {@link InMemoryHost}; two paths with one inode are hard links. */
final class Inode {

    enum Kind {
        REGULAR,
        DIRECTORY,
        LINK,
        SPECIAL
    }

    final long number;
    final Kind kind;
    private Bytes content = Bytes.EMPTY;
    private String target = "";
    private FileMode mode;
    private String owner;
    private String group;
    private long modified;

    Inode(long number, Kind kind, FileMode mode, String owner, String group, long modified) {
        this.number = number;
        this.kind = kind;
        this.mode = mode;
        this.owner = owner;
        this.group = group;
        this.modified = modified;
    }

    Bytes content() {
        return content;
    }

    /** A link's target, or what kind of special file it is. */
    String target() {
        return target;
    }

    FileMode mode() {
        return mode;
    }

    String owner() {
        return owner;
    }

    String group() {
        return group;
    }

    long modified() {
        return modified;
    }

    Inode holding(Bytes bytes) {
        content = bytes;
        return this;
    }

    Inode pointingAt(String newTarget) {
        target = newTarget;
        return this;
    }

    void attributes(Optional<FileMode> newMode, String newOwner, String newGroup) {
        mode = newMode.orElse(mode);
        owner = newOwner;
        group = newGroup;
    }

    void touched(long now) {
        modified = now;
    }
}
