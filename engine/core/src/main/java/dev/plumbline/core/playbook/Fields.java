package dev.plumbline.core.playbook;

import dev.plumbline.core.expression.Expressions;
import dev.plumbline.core.program.Position;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.YamlNode;
import dev.plumbline.core.yaml.YamlNode.Entry;
import dev.plumbline.core.yaml.YamlNode.Mapping;
import dev.plumbline.core.yaml.YamlNode.Scalar;
import dev.plumbline.core.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes typed values out of a mapping of the playbook, and says what is wrong with them. */
record Fields(Mapping mapping, Problems problems) {
    private static final Set<String> YES = Set.of("true", "yes", "on");
    private static final Set<String> NO = Set.of("false", "no", "off");
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");

    Optional<YamlNode> get(String key) {
        return mapping.get(key).filter(node -> !(node instanceof Scalar scalar && scalar.isNothing()));
    }

    /** A scalar, expressions in it not yet looked at. */
    Optional<Scalar> scalar(String key, String expected) {
        return get(key).flatMap(node -> {
            if (node instanceof Scalar scalar) {
                return Optional.of(scalar);
            }
            wrong(key, node, expected);
            return Optional.empty();
        });
    }

    /** Text without expressions. */
    Optional<String> text(String key) {
        return scalar(key, "a text").filter(scalar -> isFixed(key, scalar)).map(Scalar::text);
    }

    Optional<Boolean> flag(String key) {
        return scalar(key, "true or false").flatMap(scalar -> {
            String word = scalar.text().toLowerCase(Locale.ROOT);
            if (!YES.contains(word) && !NO.contains(word)) {
                wrong(key, scalar, "true or false");
                return Optional.empty();
            }
            return Optional.of(YES.contains(word));
        });
    }

    Optional<Integer> whole(String key) {
        return scalar(key, "a whole number")
                .filter(scalar -> isFixed(key, scalar))
                .flatMap(scalar -> {
                    if (!WHOLE.matcher(scalar.text()).matches()) {
                        wrong(key, scalar, "a whole number");
                        return Optional.empty();
                    }
                    return Optional.of(Integer.valueOf(scalar.text()));
                });
    }

    /** Scalars in a sequence, or one alone. */
    List<Scalar> scalars(String key, String expected) {
        YamlNode node = get(key).orElse(null);
        if (node == null) {
            return List.of();
        }
        List<Scalar> scalars = new ArrayList<>();
        for (YamlNode item : node instanceof Sequence sequence ? sequence.items() : List.of(node)) {
            if (item instanceof Scalar scalar && !scalar.isNothing()) {
                scalars.add(scalar);
            } else {
                wrong(key, item, expected);
            }
        }
        return scalars;
    }

    /** Words without expressions, in a sequence or one alone. */
    List<Scalar> words(String key, String expected) {
        return scalars(key, expected).stream()
                .filter(scalar -> isFixed(key, scalar))
                .toList();
    }

    List<YamlNode> items(String key, String expected) {
        YamlNode node = get(key).orElse(null);
        if (node == null) {
            return List.of();
        }
        if (node instanceof Sequence sequence) {
            return sequence.items();
        }
        wrong(key, node, expected);
        return List.of();
    }

    Optional<Mapping> mapping(String key, String expected) {
        return get(key).flatMap(node -> {
            if (node instanceof Mapping found) {
                return Optional.of(found);
            }
            wrong(key, node, expected);
            return Optional.empty();
        });
    }

    Position at(String key) {
        return mapping.entry(key).map(Entry::keyAt).orElse(mapping.at());
    }

    /** Refuses, by name, each of the keys that is there; the map says what to do instead. */
    void refuse(Map<String, String> refused, String where) {
        for (Entry entry : mapping.entries()) {
            String remedy = refused.get(ModuleIndex.plain(entry.key()));
            if (remedy != null) {
                problems.add(
                        "playbook.not_supported",
                        entry.keyAt(),
                        "'" + entry.key() + "' of " + where + " is Ansible's, and not supported",
                        remedy);
            }
        }
    }

    void wrong(String key, YamlNode node, String expected) {
        String found = node instanceof Scalar scalar ? "'" + scalar.text() + "'" : node.kind();
        problems.add(
                "playbook.type",
                node.at(),
                "'" + key + "' must be " + expected + ", and this is " + found,
                "Write " + expected + ".");
    }

    private boolean isFixed(String key, Scalar scalar) {
        if (Expressions.isStatic(scalar)) {
            return true;
        }
        problems.add(
                "playbook.no_expression",
                scalar.at(),
                "'" + key + "' can't hold an expression",
                "Write the value itself.");
        return false;
    }
}
