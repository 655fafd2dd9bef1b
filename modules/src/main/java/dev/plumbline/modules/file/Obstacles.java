package dev.plumbline.modules.file;

import dev.plumbline.api.module.Delta.Violation;
import dev.plumbline.api.read.FileState;
import dev.plumbline.api.value.AbsolutePath;

/** What lies in the way, and what to do about it. */
final class Obstacles {

    private Obstacles() {}

    static Violation dangling(Place place) {
        return Violation.of(
                "file.dangling_link",
                place.named() + " is a symbolic link that leads nowhere",
                "make what it points at, or remove the link with 'file: { path: " + place.named()
                        + ", state: absent }'");
    }

    static Violation noParent(AbsolutePath path) {
        return Violation.of(
                "file.no_directory",
                "there is no directory " + path.parent() + " to hold " + path,
                "make it before, with 'file: { path: " + path.parent() + ", state: directory }'");
    }

    static Violation missing(AbsolutePath path) {
        return Violation.of(
                "file.not_found",
                path + " does not exist",
                "write it with copy or template; or state: directory, link or touch, if that is meant");
    }

    static Violation inTheWay(AbsolutePath path, FileState there, String wanted) {
        return Violation.of(
                "file.in_the_way",
                path + " is " + describe(there) + ", and shall be " + wanted,
                "remove it with 'file: { path: " + path + ", state: absent }' if nobody needs it");
    }

    static String describe(FileState state) {
        return switch (state) {
            case FileState.Missing missing -> "missing";
            case FileState.Regular regular -> "a file";
            case FileState.Directory directory -> "a directory";
            case FileState.Link link -> "a symbolic link";
            case FileState.Special special -> "a " + special.kind();
        };
    }
}
