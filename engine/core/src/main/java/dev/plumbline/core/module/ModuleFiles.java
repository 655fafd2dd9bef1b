package dev.plumbline.core.module;

import dev.plumbline.core.program.Position;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds modules that are one file of YAML each: {@code modules/NAME.yml}. */
public final class ModuleFiles {
    /** The folder beside a playbook, a role or {@code plumb.yml}. */
    public static final String FOLDER = "modules";

    static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

    private ModuleFiles() {}

    /**
     * The modules beside something.
     *
     * @param beside the folder that holds a folder {@value #FOLDER}, or none
     * @param base what files are shown relative to
     */
    public static List<FoundModule> beside(Path beside, Path base, Problems problems) {
        Path folder = beside.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<FoundModule> found = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path file : entries.sorted().toList()) {
                String name = file.getFileName().toString();
                if ((name.endsWith(".yml") || name.endsWith(".yaml")) && Files.isRegularFile(file)) {
                    read(file, name.substring(0, name.lastIndexOf('.')), shown(file, base), problems)
                            .ifPresent(found::add);
                }
            }
        } catch (IOException e) {
            problems.add("module.file.unreadable", folder + " can't be read", "Check its permissions.");
        }
        return List.copyOf(found);
    }

    private static Optional<FoundModule> read(Path file, String name, String shown, Problems problems) {
        Position at = new Position(shown, 1, 1);
        if (!NAME.matcher(name).matches()) {
            problems.add(
                    "module.file.name",
                    at,
                    "'" + name + "' can't be the name of a module",
                    "Use lower-case letters and digits, words joined by one underscore.");
            return Optional.empty();
        }
        try {
            return YamlReader.read(shown, Files.readAllBytes(file), problems)
                    .flatMap(document -> new ModuleFileReader(name, problems).read(document))
                    .map(type -> new FoundModule(type, new ModuleOrigin.File(file), at));
        } catch (IOException e) {
            problems.add("module.file.unreadable", at, shown + " can't be read", "Check its permissions.");
            return Optional.empty();
        }
    }

    private static String shown(Path file, Path base) {
        return file.startsWith(base) ? base.relativize(file).toString() : file.toString();
    }
}
