package dev.plumbline.core.playbook;

import dev.plumbline.core.program.Position;
import dev.plumbline.core.program.ShownPath;
import dev.plumbline.core.vault.Vault;
import dev.plumbline.core.vault.VaultEnvelope;
import dev.plumbline.core.yaml.FilesRead;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.SourceFile;
import dev.plumbline.core.yaml.VaultedYaml;
import dev.plumbline.core.yaml.YamlNode;
import dev.plumbline.core.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The YAML files that a playbook consists of, each read once. */
final class Sources {
    private final Path playbook;
    private final String name;
    private final Optional<Path> shownBase;
    private final Path project;
    private final Vault vault;
    private final Problems problems;
    private final FilesRead read;
    private final Map<Path, Optional<YamlNode>> documents = new HashMap<>();

    Sources(PlaybookRequest request, Problems problems) {
        this.playbook = request.playbook().toAbsolutePath().normalize();
        this.project = request.project().toAbsolutePath().normalize();
        this.vault = request.secrets().vault();
        this.problems = problems;
        this.read = request.filesRead();
        this.name = request.shown();
        Path shown = Path.of(request.shown());
        this.shownBase = playbook.endsWith(withoutClimbing(shown.normalize()))
                ? Optional.of(Optional.ofNullable(shown.getParent()).orElse(Path.of("")))
                : Optional.empty();
    }

    /** A file's name as people shall see it: as the user would name it from where the playbook was named. */
    String shown(Path file) {
        if (shownBase.isEmpty() && file.equals(playbook)) {
            return name;
        }
        Path folder = parent(playbook);
        if (shownBase.isPresent() && file.startsWith(folder)) {
            return shownBase.get().resolve(folder.relativize(file)).toString();
        }
        return ShownPath.of(project, file);
    }

    private static Path withoutClimbing(Path relative) {
        Path below = relative;
        while (below.startsWith("..") && below.getNameCount() > 1) {
            below = below.subpath(1, below.getNameCount());
        }
        return below;
    }

    /** What a file of plays or tasks holds; empty where it holds nothing or can't be read, which is then said. */
    Optional<YamlNode> read(Path file, Position asked) {
        return documents.computeIfAbsent(
                file,
                path -> content(path, asked).flatMap(content -> {
                    if (VaultEnvelope.isVaulted(content)) {
                        problems.add(
                                "playbook.vault",
                                new Position(shown(path), 1, 1),
                                "this file is encrypted: what is done to hosts stays readable",
                                "Encrypt the values in it (!vault), or files of variables.");
                        return Optional.empty();
                    }
                    return YamlReader.read(shown(path), content, problems);
                }));
    }

    /** The same of a file of variables, which may be encrypted. */
    Optional<YamlNode> variables(Path file, Position asked) {
        return documents.computeIfAbsent(
                file,
                path -> content(path, asked)
                        .flatMap(content -> VaultedYaml.read(vault, shown(path), content, problems)));
    }

    private Optional<byte[]> content(Path path, Position asked) {
        read.add(path);
        try {
            return Optional.of(SourceFile.bytes(path));
        } catch (IOException e) {
            problems.add(
                    "playbook.unreadable",
                    asked,
                    "the file '" + shown(path) + "' can't be read: " + e.getMessage(),
                    "Make it readable.");
            return Optional.empty();
        }
    }

    /** The first of these files that exists, as named or with an ending of YAML. */
    static Optional<Path> find(List<Path> folders, String name) {
        return folders.stream()
                .flatMap(folder -> Stream.of(name, name + ".yml", name + ".yaml")
                        .map(each -> folder.resolve(each).normalize()))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** The names that fit a pattern with {@code *} for what is not known; only the last part of a path may have any. */
    static List<String> matching(List<Path> folders, String pattern, boolean directories) {
        int slash = pattern.lastIndexOf('/');
        String above = pattern.substring(0, slash + 1);
        return above.contains("*")
                ? List.of()
                : folders.stream()
                        .map(folder -> folder.resolve(above))
                        .flatMap(there -> entries(there, pattern.substring(slash + 1), directories).stream())
                        .map(name -> above + name)
                        .distinct()
                        .sorted()
                        .toList();
    }

    private static List<String> entries(Path folder, String glob, boolean directories) {
        List<String> names = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
                for (Path entry : entries) {
                    if (Files.isDirectory(entry) == directories) {
                        names.add(String.valueOf(entry.getFileName()));
                    }
                }
            } catch (IOException | DirectoryIteratorException e) {
                return names;
            }
        }
        return names;
    }

    static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? Path.of("/") : parent;
    }
}
