package dev.plumbline.core.playbook;

import dev.plumbline.api.value.Data;
import dev.plumbline.core.expression.Kinds;
import dev.plumbline.core.program.EvaluationException;
import dev.plumbline.core.program.Position;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.yaml.CoreSchema;
import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.YamlNode;
import dev.plumbline.core.yaml.YamlNode.Entry;
import dev.plumbline.core.yaml.YamlNode.Mapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One argument of a role.
 *
 * @param type by the name that it is given
 * @param element of a list
 * @param usual what it is where it is not given
 * @param choices the texts of which it must be one; empty for any
 * @param options what a mapping, or each mapping of a list, holds; empty for anything
 */
record RoleArgument(
        Type type,
        Type element,
        boolean required,
        Optional<YamlNode> usual,
        List<String> choices,
        Map<String, RoleArgument> options) {
    /** What the codes of problems with arguments begin with. */
    static final String WRONG = "playbook.role.argument.";

    private static final Set<String> KEYS = Set.of(
            "type",
            "elements",
            "required",
            "default",
            "choices",
            "description",
            "options",
            "version_added",
            "aliases",
            "no_log");
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,18}");
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,18}(\\.[0-9]{1,18})?");
    private static final Set<String> FLAGS = Set.of("true", "false", "yes", "no", "on", "off");
    private static final Map<String, Type> TYPES = Map.ofEntries(
            Map.entry("str", Type.TEXT),
            Map.entry("text", Type.TEXT),
            Map.entry("path", Type.TEXT),
            Map.entry("bool", Type.FLAG),
            Map.entry("flag", Type.FLAG),
            Map.entry("int", Type.WHOLE),
            Map.entry("whole", Type.WHOLE),
            Map.entry("float", Type.NUMBER),
            Map.entry("number", Type.NUMBER),
            Map.entry("list", Type.LIST),
            Map.entry("dict", Type.MAPPING),
            Map.entry("map", Type.MAPPING),
            Map.entry("raw", Type.ANYTHING),
            Map.entry("any", Type.ANYTHING));

    /** What a value can be. */
    enum Type {
        TEXT("a text"),
        FLAG("true or false"),
        WHOLE("a whole number"),
        NUMBER("a number"),
        LIST("a list"),
        MAPPING("a mapping"),
        ANYTHING("a value");

        private final String words;

        Type(String words) {
            this.words = words;
        }
    }

    RoleArgument {
        choices = List.copyOf(choices);
        options = Map.copyOf(options);
    }

    /** The names of types, in alphabetical order. */
    static List<String> types() {
        return TYPES.keySet().stream().sorted().toList();
    }

    static Optional<RoleArgument> read(Entry entry, Problems problems) {
        if (!(entry.value() instanceof Mapping mapping)) {
            problems.add(
                    "playbook.role.argument",
                    entry.value().at(),
                    "the argument '" + entry.key() + "' must be described by a mapping, and this is "
                            + entry.value().kind(),
                    "Write " + entry.key() + ": { type: text, description: ... }.");
            return Optional.empty();
        }
        Fields fields = new Fields(mapping, problems);
        Keywords.check(fields, "an argument", KEYS, Set.of());
        if (mapping.get("aliases").isPresent()) {
            problems.add(
                    "playbook.not_supported",
                    fields.at("aliases"),
                    "'aliases' of a role's argument are not supported",
                    "Give it one name.");
        }
        Map<String, RoleArgument> options = new LinkedHashMap<>();
        fields.mapping("options", "a mapping of names to arguments")
                .ifPresent(found -> found.entries()
                        .forEach(each -> read(each, problems).ifPresent(option -> options.put(each.key(), option))));
        return Optional.of(new RoleArgument(
                type(fields, "type", Type.TEXT),
                type(fields, "elements", Type.ANYTHING),
                fields.flag("required").orElse(false),
                fields.get("default"),
                fields.items("choices", "a list of values").stream()
                        .map(choice -> CoreSchema.literal(choice).toString())
                        .toList(),
                options));
    }

    private static Type type(Fields fields, String key, Type usual) {
        Optional<String> word = fields.text(key);
        if (word.isPresent() && !TYPES.containsKey(word.get())) {
            fields.problems()
                    .add(
                            "playbook.role.argument",
                            fields.get(key).orElse(fields.mapping()).at(),
                            "there is no type '" + word.get() + "'",
                            NearestName.hint(
                                    word.get(), TYPES.keySet(), "Use text, flag, int, float, list, dict or any."));
        }
        return word.map(TYPES::get).orElse(usual);
    }

    String expected() {
        return choices.isEmpty() ? type.words : "one of " + String.join(", ", choices);
    }

    /**
     * Checks a value.
     *
     * @throws EvaluationException where it isn't what it must be
     */
    void check(String name, Data value, Position at) {
        check(type, name, value, at);
        if (!choices.isEmpty() && type != Type.LIST && !choices.contains(value.toString())) {
            throw wrong(name, expected(), value, at);
        }
        switch (value) {
            case Data.Mapping mapping when type == Type.MAPPING -> inside(name, mapping, at);
            case Data.Sequence(List<Data> items)
            when type == Type.LIST -> {
                int position = 0;
                for (Data item : items) {
                    String each = name + "[" + position++ + "]";
                    check(element, each, item, at);
                    if (!choices.isEmpty() && !choices.contains(item.toString())) {
                        throw wrong(each, expected(), item, at);
                    }
                    if (item instanceof Data.Mapping mapping) {
                        inside(each, mapping, at);
                    }
                }
            }
            default -> {}
        }
    }

    private void inside(String name, Data.Mapping mapping, Position at) {
        if (options.isEmpty()) {
            return;
        }
        for (String key : mapping.entries().keySet()) {
            if (!options.containsKey(key)) {
                throw new EvaluationException(new Problem(
                        "playbook.role.argument.unknown",
                        Optional.of(at),
                        name + " has no '" + key + "'",
                        NearestName.hint(
                                key, options.keySet(), "It has " + String.join(", ", options.keySet()) + ".")));
            }
        }
        options.forEach((key, option) -> {
            Optional<Data> value = mapping.get(key);
            if (value.isPresent()) {
                option.check(name + "." + key, value.get(), at);
            } else if (option.required()) {
                throw new EvaluationException(new Problem(
                        "playbook.role.argument.missing",
                        Optional.of(at),
                        name + " needs '" + key + "'",
                        "Give it: " + key + ": " + option.expected() + "."));
            }
        });
    }

    private static void check(Type type, String name, Data value, Position at) {
        boolean fits = switch (type) {
            case ANYTHING -> true;
            case TEXT -> !(value instanceof Data.Sequence) && !(value instanceof Data.Mapping);
            case FLAG ->
                value instanceof Data.Truth || FLAGS.contains(word(value).toLowerCase(Locale.ROOT));
            case WHOLE -> WHOLE.matcher(word(value)).matches();
            case NUMBER -> NUMBER.matcher(word(value)).matches();
            case LIST -> value instanceof Data.Sequence;
            case MAPPING -> value instanceof Data.Mapping;
        };
        if (!fits) {
            throw wrong(name, type.words, value, at);
        }
    }

    private static String word(Data value) {
        return switch (value) {
            case Data.Words words -> words.value().reveal();
            case Data.Number number -> number.written();
            default -> "";
        };
    }

    private static EvaluationException wrong(String name, String expected, Data value, Position at) {
        return new EvaluationException(new Problem(
                "playbook.role.argument.type",
                Optional.of(at),
                name + " must be " + expected + ", and this is " + Kinds.describe(value),
                "Give " + expected + "."));
    }
}
