package dev.plumbline.core.playbook;

import dev.plumbline.core.expression.Expressions;
import dev.plumbline.core.expression.VariableScope;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.vault.Vault;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.SourceFile;
import dev.plumbline.core.yaml.VaultedYaml;
import dev.plumbline.core.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads variables that a playbook defines. */
final class Variables {
    static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Expressions expressions;
    private final Problems problems;

    Variables(Expressions expressions, Problems problems) {
        this.expressions = expressions;
        this.problems = problems;
    }

    Map<String, Definition> of(Optional<YamlNode.Mapping> vars, String origin) {
        Map<String, Definition> definitions = new LinkedHashMap<>();
        for (YamlNode.Entry entry : vars.map(YamlNode.Mapping::entries).orElse(List.of())) {
            if (isName(entry)) {
                expressions.check(entry.value(), problems);
                definitions.put(entry.key(), new Definition(entry.value(), entry.keyAt(), origin));
            }
        }
        return definitions;
    }

    /** The variables of files, the later ones before the earlier ones. */
    Map<String, Definition> ofFiles(Iterable<YamlNode.Scalar> names, Path directory, Vault vault) {
        Map<String, Definition> definitions = new LinkedHashMap<>();
        for (YamlNode.Scalar name : names) {
            Path file = directory.resolve(name.text()).normalize();
            Optional<YamlNode> document = read(name, file, vault);
            if (document.isPresent() && !(document.get() instanceof YamlNode.Mapping)) {
                problems.add(
                        "playbook.vars_files",
                        document.get().at(),
                        "a file of variables holds a mapping, and this is "
                                + document.get().kind(),
                        "Write name: value.");
            }
            Optional<YamlNode.Mapping> mapping =
                    document.filter(YamlNode.Mapping.class::isInstance).map(YamlNode.Mapping.class::cast);
            definitions.putAll(of(mapping, name.text()));
        }
        return definitions;
    }

    private Optional<YamlNode> read(YamlNode.Scalar name, Path file, Vault vault) {
        try {
            return VaultedYaml.read(vault, name.text(), SourceFile.bytes(file), problems);
        } catch (NoSuchFileException e) {
            problems.add(
                    "playbook.vars_files",
                    name.at(),
                    "there is no file '" + name.text() + "' beside the playbook",
                    "Correct the name; it counts from the playbook's folder.");
        } catch (IOException e) {
            problems.add(
                    "playbook.vars_files",
                    name.at(),
                    "the file '" + name.text() + "' can't be read: " + e.getMessage(),
                    "Make it readable.");
        }
        return Optional.empty();
    }

    private boolean isName(YamlNode.Entry entry) {
        if (!NAME.matcher(entry.key()).matches()) {
            problems.add(
                    "playbook.variable.name",
                    entry.keyAt(),
                    "'" + entry.key() + "' can't be the name of a variable",
                    "Use letters, digits and underscores: " + entry.key().replaceAll("[^A-Za-z0-9_]", "_") + ".");
            return false;
        }
        if (VariableScope.MAGIC.contains(entry.key())) {
            problems.add(
                    "playbook.variable.reserved",
                    entry.keyAt(),
                    "'" + entry.key() + "' has a meaning of its own and can't be defined",
                    "Use another name.");
            return false;
        }
        return true;
    }
}
