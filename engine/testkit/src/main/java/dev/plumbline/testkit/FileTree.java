package dev.plumbline.testkit;

import dev.plumbline.api.read.FileState;
import dev.plumbline.api.value.AbsolutePath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Paths and what they lead to. Symbolic links among a path's parents are followed, as a kernel does. */
final class FileTree {
    private static final int LINKS_FOLLOWED = 40;

    private final Map<AbsolutePath, Inode> entries = new TreeMap<>();

    /** What lies there, the last component not followed. */
    Optional<Inode> at(AbsolutePath path) {
        return physical(path).map(entries::get);
    }

    /** What lies there, links followed. */
    Optional<Inode> following(AbsolutePath path) {
        return real(path).map(entries::get);
    }

    void put(AbsolutePath path, Inode inode) {
        entries.put(physical(path).orElse(path), inode);
    }

    /** Takes away a path and all below it. */
    void remove(AbsolutePath path) {
        AbsolutePath physical = physical(path).orElse(path);
        entries.keySet().removeIf(entry -> entry.isWithin(physical));
    }

    /** The same entry with links among its parents resolved; empty where a parent is missing or no directory. */
    Optional<AbsolutePath> physical(AbsolutePath path) {
        return physical(path, LINKS_FOLLOWED);
    }

    /** The path with every link resolved; empty where the chain dangles or turns in a circle. */
    Optional<AbsolutePath> real(AbsolutePath path) {
        return real(path, LINKS_FOLLOWED);
    }

    private Optional<AbsolutePath> physical(AbsolutePath path, int budget) {
        if (path.value().equals("/")) {
            return Optional.of(path);
        }
        return real(path.parent(), budget)
                .filter(parent -> {
                    Inode inode = entries.get(parent);
                    return inode != null && inode.kind == Inode.Kind.DIRECTORY;
                })
                .map(parent -> parent.resolve(path.name()));
    }

    private Optional<AbsolutePath> real(AbsolutePath path, int budget) {
        Optional<AbsolutePath> physical = budget == 0 ? Optional.empty() : physical(path, budget);
        Inode inode = physical.map(entries::get).orElse(null);
        if (inode == null) {
            return Optional.empty();
        }
        return inode.kind == Inode.Kind.LINK
                ? real(target(physical.get().parent(), inode.target()), budget - 1)
                : physical;
    }

    private static AbsolutePath target(AbsolutePath directory, String target) {
        AbsolutePath path = target.startsWith("/") ? new AbsolutePath("/") : directory;
        for (String component : List.of(target.split("/", -1))) {
            path = component.equals("..")
                    ? path.parent()
                    : component.isEmpty() || component.equals(".") ? path : path.resolve(component);
        }
        return path;
    }

    FileState state(AbsolutePath path) {
        Inode inode = at(path).orElse(null);
        if (inode == null) {
            return new FileState.Missing();
        }
        return switch (inode.kind) {
            case REGULAR -> new FileState.Regular(inode.mode(), inode.owner(), inode.group(), links(inode));
            case DIRECTORY -> new FileState.Directory(inode.mode(), inode.owner(), inode.group());
            case LINK -> new FileState.Link(inode.target(), real(path), inode.owner(), inode.group());
            case SPECIAL -> new FileState.Special(inode.target(), inode.mode(), inode.owner(), inode.group());
        };
    }

    private int links(Inode inode) {
        return (int) entries.values().stream().filter(other -> other == inode).count();
    }

    Map<AbsolutePath, Inode> entries() {
        return Map.copyOf(entries);
    }
}
