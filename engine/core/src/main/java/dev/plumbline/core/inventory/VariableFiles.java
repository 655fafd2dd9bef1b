package dev.plumbline.core.inventory;

import dev.plumbline.core.program.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files of {@code group_vars/} and {@code host_vars/} that belong to one name. Of {@code NAME}, {@code NAME.yml},
 * {@code NAME.yaml} and {@code NAME.json} the first that exists counts; a directory {@code NAME} stands for all such files below it, in
 * the order of their names.
 */
final class VariableFiles {
    private static final List<String> ENDINGS = List.of("", ".yml", ".yaml", ".json");

    private VariableFiles() {}

    /**
     * Finds the files.
     *
     * @param folder {@code group_vars} or {@code host_vars}; need not exist
     */
    static List<Path> find(Path folder, String name, InventoryDraft draft, FileNames names) throws IOException {
        List<Path> candidates = ENDINGS.stream()
                .map(ending -> folder.resolve(name + ending))
                .filter(Files::exists)
                .toList();
        if (candidates.isEmpty()) {
            return List.of();
        }
        Path first = candidates.getFirst();
        for (Path ignored : candidates.subList(1, candidates.size())) {
            draft.warn(
                    "inventory.vars.ignored",
                    new Position(names.shown(ignored), 1, 1),
                    "this file is not read, because " + names.shown(first) + " exists",
                    "Move it into the directory " + folder.getFileName() + "/" + name + "/, or join the two.");
        }
        if (!Files.isDirectory(first)) {
            return List.of(first);
        }
        List<Path> files = new ArrayList<>();
        below(first, files, new HashSet<>());
        return files;
    }

    private static void below(Path directory, List<Path> files, Set<Path> seen) throws IOException {
        if (!seen.add(directory.toRealPath())) {
            return;
        }
        for (Path entry : sorted(directory)) {
            String name = entry.getFileName().toString();
            String ending = ending(name);
            if (name.startsWith(".") || name.endsWith("~")) {
                continue;
            }
            if (Files.isDirectory(entry)) {
                if (ending.isEmpty()) {
                    below(entry, files, seen);
                }
            } else if (ENDINGS.contains(ending)) {
                files.add(entry);
            }
        }
    }

    static List<Path> sorted(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted((a, b) ->
                            a.getFileName().toString().compareTo(b.getFileName().toString()))
                    .toList();
        }
    }

    /** From the last dot on; empty where there is none, or where it comes first. */
    static String ending(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot);
    }
}
