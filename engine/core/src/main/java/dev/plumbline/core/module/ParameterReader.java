package dev.plumbline.core.module;

import dev.plumbline.api.module.Parameter;
import dev.plumbline.api.module.ParameterType;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.core.yaml.Keyword;
import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.YamlNode;
import dev.plumbline.core.yaml.YamlNode.Entry;
import dev.plumbline.core.yaml.YamlNode.Mapping;
import dev.plumbline.core.yaml.YamlNode.Scalar;
import dev.plumbline.core.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the parameters that a module's file declares. */
final class ParameterReader {
    static final List<String> TYPES = List.of("str", "bool", "int", "path", "list", "secret");

    /** As roles name them too. */
    private static final Map<String, String> OTHER_NAMES = Map.of("text", "str", "flag", "bool", "whole", "int");

    private static final Set<String> TRUTHS = Set.of("true", "false", "yes", "no", "on", "off");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./-]+");

    private final String module;
    private final Problems problems;

    ParameterReader(String module, Problems problems) {
        this.module = module;
        this.problems = problems;
    }

    List<Parameter> read(Optional<YamlNode> node) {
        List<Parameter> parameters = new ArrayList<>();
        if (node.isEmpty()) {
            return parameters;
        }
        if (!(node.get() instanceof Mapping mapping)) {
            problems.add(
                    "module.file.type",
                    node.get().at(),
                    "'parameters' must be a mapping of names, and this is "
                            + node.get().kind(),
                    "Write NAME: { type: str, description: ... } below it.");
            return parameters;
        }
        for (Entry entry : mapping.entries()) {
            if (!parameters.isEmpty() && parameters.getLast().type() instanceof ParameterType.ListOf) {
                problems.add(
                        "module.file.list",
                        entry.keyAt(),
                        "a list must be the last parameter, since its items become the last arguments",
                        "Move '" + entry.key() + "' before it.");
            }
            parameter(entry).ifPresent(parameters::add);
        }
        return parameters;
    }

    private Optional<Parameter> parameter(Entry entry) {
        int before = problems.size();
        if (!ModuleFiles.NAME.matcher(entry.key()).matches() || entry.key().equals(Scripted.STATE)) {
            problems.add(
                    "module.file.name",
                    entry.keyAt(),
                    "'" + entry.key() + "' can't be the name of a parameter",
                    "Use lower-case letters and digits, words joined by one underscore, and not 'state': that is what"
                            + " was read.");
        }
        if (!(entry.value() instanceof Mapping mapping)) {
            problems.add(
                    "module.file.type",
                    entry.value().at(),
                    "a parameter is a mapping, and this is " + entry.value().kind(),
                    "Write " + entry.key() + ": { type: str, description: ... }.");
            return Optional.empty();
        }
        List<String> known = Keyword.names(ModuleKeywords.OF_PARAMETER);
        for (Entry field : mapping.entries()) {
            if (!known.contains(field.key())) {
                problems.add(
                        "module.file.key",
                        field.keyAt(),
                        "a parameter has no '" + field.key() + "'",
                        NearestName.hint(field.key(), known, "It has " + String.join(", ", known) + "."));
            }
        }
        String about = text(mapping, "description").map(Scalar::text).orElse("");
        if (about.isBlank()) {
            problems.add(
                    "module.file.missing",
                    entry.keyAt(),
                    "the parameter '" + entry.key() + "' is not documented",
                    "Add description: what it means.");
        }
        Optional<ParameterType> type = type(mapping, entry);
        boolean required = required(mapping);
        Optional<String> standard = type.flatMap(decided -> defaultValue(mapping, decided, required));
        return problems.size() > before
                ? Optional.empty()
                : type.map(found -> new Parameter(entry.key(), found, required, standard, about.strip()));
    }

    private Optional<ParameterType> type(Mapping mapping, Entry entry) {
        List<String> choices = texts(mapping, "choices");
        String written = text(mapping, "type").map(Scalar::text).orElse("str");
        String word = OTHER_NAMES.getOrDefault(written, written);
        if (!TYPES.contains(word)) {
            problems.add(
                    "module.file.parameter_type",
                    mapping.get("type").map(YamlNode::at).orElse(entry.keyAt()),
                    "there is no type '" + word + "'",
                    NearestName.hint(
                            word,
                            TYPES,
                            "It is one of " + String.join(", ", TYPES) + "; others need a module in Java."));
            return Optional.empty();
        }
        if (!choices.isEmpty()) {
            return choice(mapping, word, choices);
        }
        return Optional.of(
                switch (word) {
                    case "bool" -> new ParameterType.Flag();
                    case "int" -> new ParameterType.Whole();
                    case "path" -> new ParameterType.Scalar("absolute path", AbsolutePath::parse);
                    case "list" -> new ParameterType.ListOf(new ParameterType.Word());
                    case "secret" -> new ParameterType.Characters();
                    default -> new ParameterType.Word();
                });
    }

    private Optional<ParameterType> choice(Mapping mapping, String word, List<String> choices) {
        Set<String> upper = new HashSet<>();
        boolean distinct = choices.stream().allMatch(choice -> upper.add(choice.toUpperCase(Locale.ROOT)));
        if (!word.equals("str") || !distinct) {
            problems.add(
                    "module.file.choices",
                    mapping.get("choices").orElseThrow().at(),
                    distinct ? "only a 'str' has choices" : "two choices are the same",
                    "Correct the choices.");
            return Optional.empty();
        }
        return Optional.of(new ParameterType.Choice(
                choices,
                constant -> choices.stream()
                        .filter(choice -> choice.toUpperCase(Locale.ROOT).equals(constant))
                        .findFirst()
                        .orElseThrow()));
    }

    private boolean required(Mapping mapping) {
        return text(mapping, "required")
                .map(scalar -> {
                    if (!TRUTHS.contains(scalar.text())) {
                        problems.add(
                                "module.file.type",
                                scalar.at(),
                                "'required' must be true or false, and this is '" + scalar.text() + "'",
                                "Write true or false.");
                    }
                    return Set.of("true", "yes", "on").contains(scalar.text());
                })
                .orElse(false);
    }

    /** As it would be written in a playbook. */
    private Optional<String> defaultValue(Mapping mapping, ParameterType type, boolean required) {
        Optional<YamlNode> node = mapping.get("default");
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (required || type instanceof ParameterType.Characters) {
            problems.add(
                    "module.file.default",
                    node.get().at(),
                    required ? "what must be given has no default" : "a secret has no default",
                    "Leave one of both out.");
            return Optional.empty();
        }
        if (type instanceof ParameterType.ListOf) {
            return Optional.of("["
                    + String.join(
                            ", ",
                            texts(mapping, "default").stream()
                                    .map(ParameterReader::quoted)
                                    .toList()) + "]");
        }
        return text(mapping, "default").flatMap(scalar -> {
            Optional<String> unfit = unfit(type, scalar.text());
            unfit.ifPresent(
                    why -> problems.add("module.file.default", scalar.at(), "the default " + why, "Correct it."));
            return unfit.isPresent() ? Optional.empty() : Optional.of(quoted(scalar.text()));
        });
    }

    private static Optional<String> unfit(ParameterType type, String text) {
        return switch (type) {
            case ParameterType.Flag() when !TRUTHS.contains(text) -> Optional.of("must be true or false");
            case ParameterType.Whole() when !text.matches("[-+]?[0-9]{1,9}") -> Optional.of("must be a whole number");
            case ParameterType.Choice choice
            when !choice.words().contains(text) -> Optional.of("must be one of " + String.join(", ", choice.words()));
            case ParameterType.Scalar(String label, var parse)
            when !text.startsWith("/") -> Optional.of("must be an " + label);
            default -> Optional.empty();
        };
    }

    private static String quoted(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "''") + "'";
    }

    private Optional<Scalar> text(Mapping mapping, String key) {
        return mapping.get(key).flatMap(node -> {
            if (node instanceof Scalar scalar) {
                return Optional.of(scalar);
            }
            problems.add(
                    "module.file.type",
                    node.at(),
                    "'" + key + "' of the module " + module + " must be one value, and this is " + node.kind(),
                    "Write one value.");
            return Optional.empty();
        });
    }

    private List<String> texts(Mapping mapping, String key) {
        YamlNode node = mapping.get(key).orElse(null);
        if (node == null) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (YamlNode item : node instanceof Sequence sequence ? sequence.items() : List.of(node)) {
            if (item instanceof Scalar scalar) {
                texts.add(scalar.text());
            } else {
                problems.add(
                        "module.file.type",
                        item.at(),
                        "'" + key + "' must be a list of words, and this is " + item.kind(),
                        "Write [a, b].");
            }
        }
        return texts;
    }
}
