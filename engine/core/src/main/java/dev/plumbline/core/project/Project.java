package dev.plumbline.core.project;

import dev.plumbline.core.program.Problem;
import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where a run takes its settings from: the nearest folder upwards that holds a {@code plumb.yml}, if there is one.
 *
 * @param folder that holds the {@code plumb.yml}, absolute
 * @param base what files are shown relative to: the project's folder, or else the working directory
 * @param warnings a {@code plumb.yml} that was passed over, environment variables that seem misspelt
 */
public record Project(Optional<Path> folder, Path base, Settings settings, List<Problem> warnings) {
    static final String PREFIX = "PLUMB_";

    private static final String OF_THE_LAB = "PLUMB_LAB_";

    public Project {
        warnings = List.copyOf(warnings);
    }

    /**
     * Finds the project and reads all settings.
     *
     * @param workingDirectory absolute; where to begin, and what relative paths of flags and variables are relative to
     * @param problems takes settings that can't be right; defaults hold in their place
     */
    public static Project open(Path workingDirectory, Map<String, String> environment, Flags flags, Problems problems) {
        Path begin = workingDirectory.normalize();
        List<Problem> warnings = new ArrayList<>();
        Optional<ProjectFile> file = ProjectFile.nearest(begin, warnings, problems);
        warnOfMisspeltVariables(environment, warnings);
        Settings settings = new SettingsReader(begin, environment, flags, file, problems).read();
        Optional<Path> folder = file.map(ProjectFile::folder);
        return new Project(folder, folder.orElse(begin), settings, warnings);
    }

    private static void warnOfMisspeltVariables(Map<String, String> environment, List<Problem> warnings) {
        if (environment.containsKey(PREFIX + "MODULES")) {
            warnings.add(new Problem(
                    "project.variable.unknown",
                    Optional.empty(),
                    "the environment variable " + PREFIX + "MODULES has no effect",
                    "Jars of modules are named in plumb.yml only, each with its hash."));
        }
        environment.keySet().stream().sorted().forEach(name -> {
            if (name.startsWith(PREFIX) && !name.startsWith(OF_THE_LAB)) {
                String setting = name.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
                Optional<String> near = ProjectFile.SETTINGS.contains(setting)
                        ? Optional.empty()
                        : NearestName.of(setting, ProjectFile.SETTINGS);
                near.ifPresent(meant -> warnings.add(new Problem(
                        "project.variable.unknown",
                        Optional.empty(),
                        "the environment variable " + name + " has no effect",
                        "Did you mean " + PREFIX + meant.toUpperCase(Locale.ROOT) + "?")));
            }
        });
    }
}
