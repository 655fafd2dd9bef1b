package dev.plumbline.cli.assembly;

import dev.plumbline.core.yaml.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A task of the command line, loaded as the playbook of one task that it is. */
public final class AdHoc {
    private static final String SHOWN = "exec";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./][A-Za-z0-9_./-]*");

    private final String pattern;
    private final List<String> task;

    private AdHoc(String pattern, List<String> task) {
        this.pattern = pattern;
        this.task = List.copyOf(task);
    }

    /** A command, each word passed literally. */
    public static AdHoc command(String pattern, List<String> words) {
        return new AdHoc(
                pattern,
                List.of(
                        "command:",
                        "  argv: [" + words.stream().map(AdHoc::literal).collect(Collectors.joining(", ")) + "]"));
    }

    /**
     * A module.
     *
     * @param parameters as {@code name=value}, the values as a playbook has them
     */
    public static AdHoc module(String pattern, String module, List<String> parameters) {
        StringBuilder given = new StringBuilder(quoted(module) + ": {");
        for (String parameter : parameters) {
            String[] parts = parameter.split("=", 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException("'" + parameter + "' is no parameter: write name=value");
            }
            given.append(given.charAt(given.length() - 1) == '{' ? "" : ", ")
                    .append(quoted(parts[0]))
                    .append(": ")
                    .append(value(parts[1]));
        }
        return new AdHoc(pattern, List.of(given.append('}').toString()));
    }

    /** Loads it. Empty where problems were found. */
    public Optional<Loaded> load(Workspace workspace, Problems problems) {
        String text = "- name: exec\n  hosts: " + quoted(pattern) + "\n  tasks:\n    - " + String.join("\n      ", task)
                + "\n";
        try {
            // The loader reads files; this one is the user's alone and gone before a host is contacted.
            Path file = Files.createTempFile("plumb-exec", ".yml");
            try {
                Files.writeString(file, text);
                Request request = new Request(file, Optional.empty(), List.of(), List.of(), List.of());
                return Playbooks.load(workspace, request, SHOWN, Optional.of(workspace.workingDirectory()), problems);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lists and mappings as YAML has them, all else as the characters that were given. */
    private static String value(String text) {
        boolean flow = text.startsWith("[") && text.endsWith("]");
        return flow || PLAIN.matcher(text).matches() ? text : quoted(text);
    }

    static String literal(String text) {
        return "!unsafe " + quoted(text);
    }

    /** Double-quoted as YAML has it. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(character -> {
            if (character == '"' || character == '\\') {
                quoted.append('\\').append((char) character);
            } else if (character < ' ' || character == 0x7f || (character >= 0x80 && character < 0xa0)) {
                quoted.append("\\u%04x".formatted(character));
            } else {
                quoted.append((char) character);
            }
        });
        return quoted.append('"').toString();
    }
}
