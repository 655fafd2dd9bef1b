package dev.plumbline.cli.options;

import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How much is said, how, and where. */
public final class OutputOptions {

    @Option(
            names = "--format",
            paramLabel = "NAME[=FILE]",
            description = "text, json or jsonl; repeatable, into files too: --format json=plan.json")
    private List<String> formats = List.of();

    @Option(
            names = {"-q", "--quiet"},
            description = "no progress, and of a report only what went wrong and the last line")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "also what is in sync or skipped, and long values in full; -vv for faults of plumb itself")
    private boolean[] verbose = {};

    @Option(names = "--no-color", description = "no colours, as with NO_COLOR in the environment")
    private boolean noColor;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "shows this")
    private boolean help;

    public boolean isQuiet() {
        return quiet;
    }

    public boolean isVerbose() {
        return verbose.length > 0;
    }

    public boolean isNoColor() {
        return noColor;
    }

    public boolean isHelp() {
        return help;
    }

    /** Every destination; at most one is standard output, and where none is named so, text goes there. */
    public List<Destination> destinations(Path workingDirectory, Problems problems) {
        List<Destination> destinations = new ArrayList<>();
        for (String given : formats) {
            String[] parts = given.split("=", 2);
            format(parts[0], problems)
                    .ifPresent(format -> destinations.add(new Destination(
                            format,
                            parts.length > 1
                                    ? Optional.of(
                                            workingDirectory.resolve(parts[1]).normalize())
                                    : Optional.empty())));
        }
        if (destinations.stream().noneMatch(destination -> destination.file().isEmpty())) {
            destinations.add(new Destination(Format.TEXT, Optional.empty()));
        }
        check(destinations, problems);
        return List.copyOf(destinations);
    }

    private static Optional<Format> format(String word, Problems problems) {
        Optional<Format> format = Format.find(word);
        List<String> there = Arrays.stream(Format.values())
                .filter(Format::isThere)
                .map(Format::word)
                .toList();
        if (format.isEmpty()) {
            problems.add(
                    "usage.format",
                    "there is no format '" + word + "'",
                    NearestName.hint(word, there, "it is one of " + String.join(", ", there)));
        } else if (!format.get().isThere()) {
            problems.add(
                    "usage.not_yet",
                    "the format " + word + " is not there yet",
                    "until then, json has all that is known");
            return Optional.empty();
        }
        return format;
    }

    private static void check(List<Destination> destinations, Problems problems) {
        long onOutput = destinations.stream()
                .filter(destination -> destination.file().isEmpty())
                .count();
        if (onOutput > 1) {
            problems.add(
                    "usage.format",
                    "standard output can take only one format",
                    "write the others into files, as in --format json=report.json");
        }
        for (Destination destination : destinations) {
            destination.file().ifPresent(file -> {
                Path folder = file.getParent();
                if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
                    problems.add(
                            "usage.format",
                            "a report can't be written to " + file,
                            "name a file in a folder that exists");
                }
            });
        }
    }
}
