package dev.plumbline.core.module;

import dev.plumbline.api.module.Parameter;
import dev.plumbline.core.expression.Expressions;
import dev.plumbline.core.expression.TemplateFiles;
import dev.plumbline.core.yaml.Keyword;
import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.YamlNode;
import dev.plumbline.core.yaml.YamlNode.Entry;
import dev.plumbline.core.yaml.YamlNode.Mapping;
import dev.plumbline.core.yaml.YamlNode.Scalar;
import dev.plumbline.core.yaml.YamlNode.Sequence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Makes a module of a file of YAML, or says all that is wrong with it. */
final class ModuleFileReader {
    private static final int LONGEST_SCRIPT = 64 << 10;
    private static final Expressions EXPRESSIONS = new Expressions(new TemplateFiles(List.of(), Path.of("/")));

    private final String name;
    private final Problems problems;

    ModuleFileReader(String name, Problems problems) {
        this.name = name;
        this.problems = problems;
    }

    Optional<ScriptedModule> read(YamlNode document) {
        int before = problems.size();
        if (!(document instanceof Mapping mapping)) {
            problems.add(
                    "module.file.type",
                    document.at(),
                    "a module is a mapping, and this is " + document.kind(),
                    "It has " + String.join(", ", Keyword.names(ModuleKeywords.OF_MODULE)) + ".");
            return Optional.empty();
        }
        refuseUnknown(mapping);
        String summary = text(mapping, "summary", true);
        String description = text(mapping, "description", false);
        List<Parameter> parameters = new ParameterReader(name, problems).read(mapping.get("parameters"));
        Optional<String> read = script(mapping, "read");
        Optional<String> apply = script(mapping, "apply");
        require(mapping, "apply", "Say what brings the host there: apply: a fragment of sh.");
        Optional<ScriptedModule.InSync> inSync = inSync(mapping);
        List<String> examples = examples(mapping);
        return problems.size() > before || inSync.isEmpty() || apply.isEmpty()
                ? Optional.empty()
                : Optional.of(new ScriptedModule(
                        name, summary, description, parameters, read, inSync.get(), apply.get(), examples));
    }

    private void refuseUnknown(Mapping mapping) {
        List<String> known = Keyword.names(ModuleKeywords.OF_MODULE);
        for (Entry entry : mapping.entries()) {
            if (!known.contains(entry.key())) {
                problems.add(
                        "module.file.key",
                        entry.keyAt(),
                        "a module has no '" + entry.key() + "'",
                        NearestName.hint(entry.key(), known, "It has " + String.join(", ", known) + "."));
            }
        }
    }

    private void require(Mapping mapping, String key, String remedy) {
        if (mapping.get(key).isEmpty()) {
            problems.add("module.file.missing", mapping.at(), "the module has no '" + key + "'", remedy);
        }
    }

    private String text(Mapping mapping, String key, boolean required) {
        if (required) {
            require(mapping, key, "Say in one sentence what it keeps.");
        }
        return scalar(mapping, key).map(scalar -> scalar.text().strip()).orElse("");
    }

    private Optional<Scalar> scalar(Mapping mapping, String key) {
        return mapping.get(key).flatMap(node -> {
            if (node instanceof Scalar scalar && !scalar.text().isBlank()) {
                return Optional.of(scalar);
            }
            problems.add(
                    "module.file.type",
                    node.at(),
                    "'" + key + "' must be a text, and this is " + (node instanceof Scalar ? "empty" : node.kind()),
                    "Write " + key + ": | and the text below it.");
            return Optional.empty();
        });
    }

    /** A fragment of sh; what it is given comes as arguments, so nothing is ever filled into it. */
    private Optional<String> script(Mapping mapping, String key) {
        return scalar(mapping, key).flatMap(scalar -> {
            String text = scalar.text();
            if (text.contains("{{") && text.contains("}}")) {
                problems.add(
                        "module.file.script",
                        scalar.at(text.indexOf("{{")),
                        "nothing is filled into the script of '" + key + "'",
                        "Parameters are variables of the shell: \"$name\".");
            } else if (text.length() > LONGEST_SCRIPT || text.indexOf('\0') >= 0) {
                problems.add(
                        "module.file.script",
                        scalar.at(),
                        "the script of '" + key + "' has more than " + LONGEST_SCRIPT + " characters, or a NUL",
                        "Make it shorter, or write the module in Java.");
            } else {
                return Optional.of(text);
            }
            return Optional.empty();
        });
    }

    private Optional<ScriptedModule.InSync> inSync(Mapping mapping) {
        require(mapping, "in_sync", "Say when nothing is to be done: in_sync: state == wanted.");
        YamlNode node = mapping.get("in_sync").orElse(null);
        if (node instanceof Mapping sub) {
            for (Entry entry : sub.entries()) {
                if (!entry.key().equals("sh")) {
                    problems.add(
                            "module.file.key",
                            entry.keyAt(),
                            "'in_sync' has no '" + entry.key() + "'",
                            "Write an expression, or in_sync: { sh: ... }.");
                }
            }
            return script(sub, "sh").map(ScriptedModule.InSync.Script::new);
        }
        if (node == null) {
            return Optional.empty();
        }
        return scalar(mapping, "in_sync").map(expression -> {
            check(expression, mapping);
            return new ScriptedModule.InSync.Expression(EXPRESSIONS, expression);
        });
    }

    private void check(Scalar expression, Mapping mapping) {
        EXPRESSIONS.checkBare(expression, problems);
        Set<String> known = new TreeSet<>();
        if (mapping.get("parameters").orElse(null) instanceof Mapping parameters) {
            known.addAll(parameters.keys());
        }
        if (mapping.get("read").isPresent()) {
            known.add(Scripted.STATE);
        } else {
            known.remove(Scripted.STATE);
        }
        for (Expressions.Name named : EXPRESSIONS.namesOfBare(expression)) {
            if (!known.contains(named.name())) {
                boolean lacksRead = named.name().equals(Scripted.STATE);
                problems.add(
                        "module.file.name_unknown",
                        named.at(),
                        lacksRead
                                ? "there is no 'state', since the module has no 'read'"
                                : "'" + named.name() + "' is no parameter of this module",
                        lacksRead
                                ? "Add read: a fragment of sh that prints it."
                                : NearestName.hint(named.name(), known, "There are " + String.join(", ", known) + "."));
            }
        }
    }

    private List<String> examples(Mapping mapping) {
        YamlNode node = mapping.get("examples").orElse(null);
        if (node == null) {
            return List.of();
        }
        List<String> examples = new ArrayList<>();
        for (YamlNode item : node instanceof Sequence sequence ? sequence.items() : List.of(node)) {
            if (item instanceof Scalar scalar && scalar.text().contains(name + ":")) {
                examples.add(scalar.text().strip());
            } else {
                problems.add(
                        "module.file.type",
                        item.at(),
                        "an example must be a text that holds a task with '" + name + ":'",
                        "Write - | and the task below it.");
            }
        }
        return examples;
    }
}
