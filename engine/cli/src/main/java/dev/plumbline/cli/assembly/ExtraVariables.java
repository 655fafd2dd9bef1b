package dev.plumbline.cli.assembly;

import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.program.Position;
import dev.plumbline.core.vault.Vault;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.SourceFile;
import dev.plumbline.core.yaml.VaultedYaml;
import dev.plumbline.core.yaml.YamlNode;
import dev.plumbline.core.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Variables of the command line: {@code -e name=value}, {@code -e '{"name": …}'}, {@code -e @file}. Later ones win. */
final class ExtraVariables {
    private static final String ORIGIN = "-e";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Path workingDirectory;
    private final Vault vault;
    private final Problems problems;
    private final Map<String, Definition> variables = new LinkedHashMap<>();

    private ExtraVariables(Path workingDirectory, Vault vault, Problems problems) {
        this.workingDirectory = workingDirectory;
        this.vault = vault;
        this.problems = problems;
    }

    static Map<String, Definition> read(List<String> given, Path workingDirectory, Vault vault, Problems problems) {
        ExtraVariables extra = new ExtraVariables(workingDirectory, vault, problems);
        given.forEach(extra::add);
        return extra.variables;
    }

    private void add(String given) {
        Position at = new Position(ORIGIN, 1, 1);
        if (given.startsWith("@")) {
            file(given.substring(1));
        } else if (given.startsWith("{")) {
            YamlReader.read(ORIGIN, given.getBytes(StandardCharsets.UTF_8), problems)
                    .ifPresent(this::mapping);
        } else {
            int equals = given.indexOf('=');
            if (equals < 0 || !NAME.matcher(given.substring(0, equals)).matches()) {
                problems.add(
                        "usage.extra_vars",
                        at,
                        "'" + (equals < 0 ? given : given.substring(0, equals)) + "' names no variable",
                        "write -e name=value, -e '{\"name\": \"value\"}' or -e @file.yml");
                return;
            }
            String name = given.substring(0, equals);
            variables.put(
                    name,
                    new Definition(
                            YamlNode.Scalar.plain(
                                    given.substring(equals + 1), new Position(ORIGIN + " " + name, 1, equals + 2)),
                            at,
                            ORIGIN));
        }
    }

    private void file(String name) {
        Path file = workingDirectory.resolve(name);
        Optional<YamlNode> document = Optional.empty();
        try {
            document = VaultedYaml.read(vault, name, SourceFile.bytes(file), problems);
        } catch (IOException e) {
            problems.add("usage.extra_vars", "the file " + name + " of -e can't be read", "check its name and rights");
        }
        document.ifPresent(this::mapping);
    }

    private void mapping(YamlNode document) {
        if (document instanceof YamlNode.Mapping mapping) {
            mapping.entries()
                    .forEach(entry -> variables.put(entry.key(), new Definition(entry.value(), entry.keyAt(), ORIGIN)));
        } else {
            problems.add(
                    "usage.extra_vars",
                    document.at(),
                    "variables are a mapping, but this is " + document.kind(),
                    "write name: value");
        }
    }
}
