package dev.plumbline.cli.assembly;

import dev.plumbline.core.yaml.Problems;
import java.util.List;
import java.util.Optional;

/** A task of the command line. */
public final class AdHoc {
    private final String pattern;
    private final String module;
    private final List<String> words;

    private AdHoc(String pattern, String module, List<String> words) {
        this.pattern = pattern;
        this.module = module;
        this.words = List.copyOf(words);
    }

    /** A command, each word passed literally. */
    public static AdHoc command(String pattern, List<String> words) {
        return new AdHoc(pattern, "command", words);
    }

    /** A module with parameters as {@code name=value}. */
    public static AdHoc module(String pattern, String module, List<String> parameters) {
        return new AdHoc(pattern, module, parameters);
    }

    /** Loads it as a playbook of one task. */
    public Optional<Loaded> load(Workspace workspace, Problems problems) {
        problems.add("x", pattern + module + words + workspace, "");
        return Optional.empty();
    }
}
