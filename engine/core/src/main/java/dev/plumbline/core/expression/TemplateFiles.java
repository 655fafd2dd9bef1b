package dev.plumbline.core.expression;

import dev.plumbline.core.program.ShownPath;
import dev.plumbline.core.yaml.FilesRead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds templates by name: in {@code templates/} beside the playbook, beside a role, in the project, in that order as given, and at last by its path in the project. A
 * name can't
 * climb out of these by {@code ..}, by a link, or by being absolute, unless it stays inside the project.
 */
public final class TemplateFiles {
    private final List<Path> directories;
    private final Path project;
    private final FilesRead read;

    /** Directories that don't exist are passed over. */
    public TemplateFiles(List<Path> directories, Path project) {
        this(directories, project, new FilesRead());
    }

    /** The same, telling which files were found. */
    public TemplateFiles(List<Path> directories, Path project, FilesRead read) {
        this.directories = List.copyOf(directories);
        this.project = project;
        this.read = read;
    }

    /**
     * The file of a template.
     *
     * @throws IllegalArgumentException where the name is not allowed; the message is for the user
     */
    public Optional<Path> find(String name) {
        if (name.isBlank() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a template needs a name");
        }
        for (Path directory : places()) {
            Path candidate = directory.resolve(name).normalize();
            if (Files.isRegularFile(candidate)) {
                if (!isInside(candidate, directory) && !isInside(candidate, project)) {
                    throw new IllegalArgumentException("the template '" + name + "' lies outside the project");
                }
                read.add(candidate);
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    Path project() {
        return project;
    }

    /** A name by which a file is found again whose own name climbs or is absolute: relative to the project. */
    String canonical(String name, Path file) {
        Path path = Path.of(name);
        boolean plain = !path.isAbsolute() && path.equals(path.normalize()) && !path.startsWith("..");
        return plain || !file.startsWith(project)
                ? name
                : project.relativize(file).toString();
    }

    private List<Path> places() {
        List<Path> places = new ArrayList<>(directories);
        places.add(project);
        return places;
    }

    /** A file's path as people shall see it: relative to the project where that is shorter. */
    public String shown(Path file) {
        return ShownPath.of(project, file);
    }

    /** Where templates are looked for, as people shall see it. */
    public String searched() {
        return String.join(
                ", ", directories.stream().map(this::shown).distinct().toList());
    }

    private static boolean isInside(Path file, Path directory) {
        try {
            return Files.exists(directory) && file.toRealPath().startsWith(directory.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
