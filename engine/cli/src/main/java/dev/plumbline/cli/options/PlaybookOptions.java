package dev.plumbline.cli.options;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which part of a playbook, and with which variables. */
public final class PlaybookOptions {

    @Option(
            names = {"-l", "--limit"},
            paramLabel = "PATTERN",
            description = "changes only these hosts; others may still be looked at")
    private @Nullable String limit;

    @Option(
            names = {"-t", "--tags"},
            paramLabel = "TAG",
            description = "only tasks with one of these tags; repeatable, or a,b")
    private List<String> tags = List.of();

    @Option(names = "--skip-tags", paramLabel = "TAG", description = "no tasks with one of these tags")
    private List<String> skipTags = List.of();

    @Option(
            names = {"-e", "--extra-vars"},
            paramLabel = "NAME=VALUE|@FILE",
            description = "variables above all others; repeatable")
    private List<String> extraVariables = List.of();

    public Optional<String> limit() {
        return Optional.ofNullable(limit);
    }

    public List<String> tags() {
        return split(tags);
    }

    public List<String> skipTags() {
        return split(skipTags);
    }

    public List<String> extraVariables() {
        return List.copyOf(extraVariables);
    }

    private static List<String> split(List<String> given) {
        return given.stream()
                .flatMap(each -> Arrays.stream(each.split(",")))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }
}
