package dev.plumbline.core.yaml;

import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which files of the control node a program was made from, so far. Safe for use by several threads. */
public final class FilesRead {
    private final SortedSet<Path> files = Collections.synchronizedSortedSet(new TreeSet<>());

    public void add(Path file) {
        files.add(file.toAbsolutePath().normalize());
    }

    public SortedSet<Path> all() {
        synchronized (files) {
            return new TreeSet<>(files);
        }
    }
}
