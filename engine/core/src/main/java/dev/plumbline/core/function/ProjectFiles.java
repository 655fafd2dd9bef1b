package dev.plumbline.core.function;

import dev.plumbline.core.yaml.FilesRead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;

/** The files of a project, found by name: in {@code files/} and the other directories as given, and at last by their path in the project. Nothing outside of these is read. */
public final class ProjectFiles implements ControlNode {
    private static final int LARGEST = 1 << 20;
    private static final int MOST = 10_000;

    private final List<Path> places;
    private final Path project;
    private final FilesRead read;

    /** Directories that don't exist are passed over. */
    public ProjectFiles(List<Path> directories, Path project) {
        this(directories, project, new FilesRead());
    }

    /** The same, telling which files were read. */
    public ProjectFiles(List<Path> directories, Path project, FilesRead read) {
        this.read = read;
        this.project = project.toAbsolutePath().normalize();
        List<Path> all = new ArrayList<>(directories);
        all.add(this.project);
        this.places = all.stream()
                .map(place -> place.toAbsolutePath().normalize())
                .distinct()
                .toList();
    }

    @Override
    public String read(String name) {
        Path file = find(name)
                .orElseThrow(() ->
                        new FunctionException("there is no file '" + name + "'", "Looked in " + searched() + "."));
        read.add(file);
        try {
            if (Files.size(file) > LARGEST) {
                throw new FunctionException(
                        "'" + name + "' has more than " + LARGEST + " bytes", "Copy it to the host as a file.");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new FunctionException("'" + name + "' is not UTF-8", "Copy it to the host as a file.");
        } catch (IOException e) {
            throw new FunctionException("'" + name + "' can't be read", "Allow yourself to read it.");
        }
    }

    @Override
    public boolean exists(String name) {
        return find(name).isPresent();
    }

    @Override
    public List<String> matching(String pattern) {
        Path path = path(pattern);
        Path folder = path.getParent();
        TreeSet<String> names = new TreeSet<>();
        for (Path place : places) {
            Path directory = folder == null ? place : place.resolve(folder).normalize();
            if (!Files.isDirectory(directory)) {
                continue;
            }
            requireInside(directory, pattern);
            try (DirectoryStream<Path> found =
                    Files.newDirectoryStream(directory, String.valueOf(path.getFileName()))) {
                for (Path file : found) {
                    if (Files.isRegularFile(file) && isInside(file)) {
                        Path name = file.getFileName();
                        names.add(
                                folder == null
                                        ? String.valueOf(name)
                                        : folder.resolve(name).toString());
                    }
                    if (names.size() > MOST) {
                        throw new FunctionException(
                                "'" + pattern + "' matches more than " + MOST + " files", "Narrow it.");
                    }
                }
            } catch (IOException | PatternSyntaxException e) {
                throw new FunctionException("'" + pattern + "' can't be looked up", "Write a pattern such as *.conf.");
            }
        }
        return List.copyOf(names);
    }

    @Override
    public Optional<String> environment(String name) {
        return name.isEmpty() || name.indexOf('\0') >= 0 ? Optional.empty() : Optional.ofNullable(System.getenv(name));
    }

    private Optional<Path> find(String name) {
        Path path = path(name);
        for (Path place : places) {
            Path candidate = place.resolve(path).normalize();
            if (Files.isRegularFile(candidate)) {
                requireInside(candidate, name);
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static Path path(String name) {
        try {
            if (!name.isBlank()) {
                return Path.of(name);
            }
        } catch (InvalidPathException e) {
            throw new FunctionException("this is no name of a file", "Name a file of the project.");
        }
        throw new FunctionException("a file needs a name", "Name a file of the project.");
    }

    private void requireInside(Path file, String name) {
        if (!isInside(file)) {
            throw new FunctionException(
                    "'" + name + "' lies outside the project", "Put it into files/ beside the playbook.");
        }
    }

    private boolean isInside(Path file) {
        return places.stream().anyMatch(place -> isInside(file, place));
    }

    private static boolean isInside(Path file, Path directory) {
        try {
            return Files.exists(directory) && file.toRealPath().startsWith(directory.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    private String searched() {
        return String.join(
                ", ",
                places.stream()
                        .map(place -> place.equals(project)
                                ? "the project's folder"
                                : place.startsWith(project)
                                        ? project.relativize(place).toString()
                                        : place.toString())
                        .toList());
    }
}
