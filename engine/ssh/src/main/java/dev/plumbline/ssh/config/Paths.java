package dev.plumbline.ssh.config;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Paths as ssh_config writes them. */
final class Paths {

    /** Replaces a leading {@code ~} or {@code ~name}, of which only this user's own name is known. */
    static Path expandTilde(String text, ConfigSources sources, String keyword, Origin origin) throws ConfigProblem {
        if (!text.startsWith("~")) {
            return Path.of(text);
        }
        int end = text.indexOf('/');
        String name = text.substring(1, end < 0 ? text.length() : end);
        if (!name.isEmpty() && !name.equals(sources.localUser())) {
            throw new ConfigProblem(origin, keyword + ": the home of another user (~" + name + ") is not supported");
        }
        return end < 0 ? sources.home() : sources.home().resolve(text.substring(end + 1));
    }

    /** Returns the existing files that a path with wildcards names, sorted by name. */
    static List<Path> glob(Path pattern) {
        List<Path> found = List.of(pattern.isAbsolute() ? pattern.getRoot() : Path.of(""));
        for (Path part : pattern) {
            String name = part.toString();
            List<Path> next = new ArrayList<>();
            for (Path folder : found) {
                if (name.chars().noneMatch(character -> "*?[{".indexOf(character) >= 0)) {
                    next.add(folder.resolve(name));
                } else if (Files.isDirectory(folder)) {
                    next.addAll(children(folder, name));
                }
            }
            found = next;
        }
        return found.stream().filter(Files::exists).toList();
    }

    private static List<Path> children(Path folder, String pattern) {
        // As in a shell, braces are literal and a wildcard does not match a leading dot.
        String glob = pattern.replace("{", "\\{").replace("}", "\\}");
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, glob)) {
            List<Path> children = new ArrayList<>();
            for (Path child : stream) {
                if (pattern.startsWith(".") || !child.getFileName().toString().startsWith(".")) {
                    children.add(child);
                }
            }
            children.sort(null);
            return children;
        } catch (IOException e) {
            return List.of();
        }
    }

    private Paths() {}
}
