package dev.plumbline.core.playbook;

import dev.plumbline.api.module.ParameterType;
import dev.plumbline.api.value.Condition;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.Rendered;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.expression.Expressions;
import dev.plumbline.core.expression.Kinds;
import dev.plumbline.core.expression.VariableScope;
import dev.plumbline.core.inventory.SecretNames;
import dev.plumbline.core.program.Environment;
import dev.plumbline.core.program.EvaluationException;
import dev.plumbline.core.program.Position;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.yaml.CoreSchema;
import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.YamlNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes of YAML what a parameter's type says, for one host. Scalars are read from the characters as written; expressions are evaluated
 * first.
 */
final class ValueDecoder {
    private static final Set<String> YES = Set.of("true", "yes", "on");
    private static final Set<String> NO = Set.of("false", "no", "off");
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,10}");
    private static final Pattern INTERVAL = Pattern.compile("([0-9]{1,9})(\\.[0-9]{1,3})?(ms|s|m|h|d)?");

    private final Expressions expressions;
    private final LocalFiles files;
    private final VariableScope scope;
    private final Optional<Environment> environment;

    /** Without an environment only what {@link #isFixed} can be decoded. */
    ValueDecoder(Expressions expressions, LocalFiles files, VariableScope scope, Optional<Environment> environment) {
        this.expressions = expressions;
        this.files = files;
        this.scope = scope;
        this.environment = environment;
    }

    /** Whether the value is the same for every host, and always. */
    static boolean isFixed(ParameterType type, YamlNode node) {
        return switch (type) {
            case ParameterType.Expression expression -> false;
            case ParameterType.Template template -> false;
            case ParameterType.ListOf(ParameterType element) -> isFixed(element, node);
            case ParameterType.MapOf(ParameterType element) -> isFixed(element, node);
            default -> Expressions.isStatic(node);
        };
    }

    /**
     * The value; empty where the playbook leaves it out by {@code omit} or nothing.
     *
     * @throws EvaluationException where it doesn't fit
     */
    Optional<Object> decode(String name, ParameterType type, YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar && scalar.isNothing()) {
            return Optional.empty();
        }
        if (node instanceof YamlNode.Scalar && !isExpression(type) && !Expressions.isStatic(node)) {
            Data data = evaluate(name, node);
            boolean absent = Expressions.isOmitted(data) || data.equals(Data.NOTHING);
            return absent ? Optional.empty() : Optional.of(data(name, type, data, node.at()));
        }
        return Optional.of(node(name, type, node));
    }

    private static boolean isExpression(ParameterType type) {
        return type instanceof ParameterType.Expression
                || (type instanceof ParameterType.ListOf(ParameterType element) && isExpression(element));
    }

    private Object node(String name, ParameterType type, YamlNode node) {
        return switch (type) {
            case ParameterType.Expression expression -> condition(name, node);
            case ParameterType.ListOf(ParameterType element) -> list(name, element, node);
            case ParameterType.MapOf(ParameterType element) -> map(name, element, node);
            case ParameterType.Anything anything -> SecretNames.guarded(lastName(name), untyped(name, node));
            default -> {
                if (!(node instanceof YamlNode.Scalar)) {
                    throw wrong(name, type, node.kind(), node.at());
                }
                yield data(name, type, scalar(name, node), node.at());
            }
        };
    }

    private Data untyped(String name, YamlNode node) {
        return Expressions.isStatic(node) ? CoreSchema.literal(node) : evaluate(name, node);
    }

    private Data scalar(String name, YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar && Expressions.isStatic(scalar)) {
            return scalar.isNothing() ? Data.NOTHING : Data.of(scalar.text());
        }
        return evaluate(name, node);
    }

    private Object list(String name, ParameterType element, YamlNode node) {
        if (node instanceof YamlNode.Sequence sequence) {
            List<Object> items = new ArrayList<>();
            for (YamlNode item : sequence.items()) {
                decode(name + "[" + items.size() + "]", element, item).ifPresent(items::add);
            }
            return List.copyOf(items);
        }
        if (node instanceof YamlNode.Mapping && !takesMappings(element)) {
            throw wrong(name, new ParameterType.ListOf(element), node.kind(), node.at());
        }
        return List.of(node(name, element, node));
    }

    private Object map(String name, ParameterType element, YamlNode node) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            throw wrong(
                    name,
                    new ParameterType.MapOf(element),
                    node instanceof YamlNode.Scalar scalar ? "'" + scalar.text() + "'" : node.kind(),
                    node.at());
        }
        Map<String, Object> entries = new LinkedHashMap<>();
        for (YamlNode.Entry entry : mapping.entries()) {
            decode(name + "." + entry.key(), element, entry.value())
                    .ifPresent(value -> entries.put(entry.key(), value));
        }
        return Collections.unmodifiableMap(entries);
    }

    private Condition condition(String name, YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar) {
            return new Condition(scalar.text(), expressions.condition(scalar, name, scope, environment()));
        }
        throw wrong(name, new ParameterType.Expression(), node.kind(), node.at());
    }

    private Object data(String name, ParameterType type, Data data, Position at) {
        return switch (type) {
            case ParameterType.Anything anything -> SecretNames.guarded(lastName(name), data);
            case ParameterType.ListOf(ParameterType element) -> dataList(name, element, data, at);
            case ParameterType.MapOf(ParameterType element) -> dataMap(name, element, data, at);
            case ParameterType.Characters characters -> {
                Text text = text(name, type, data, at);
                yield SecretNames.isSecret(lastName(name)) ? text.asSecret() : text;
            }
            default -> word(name, type, text(name, type, data, at), at);
        };
    }

    private List<Object> dataList(String name, ParameterType element, Data data, Position at) {
        if (data instanceof Data.Mapping && !takesMappings(element)) {
            throw wrong(name, new ParameterType.ListOf(element), Kinds.describe(data), at);
        }
        List<Data> items = data instanceof Data.Sequence sequence ? sequence.items() : List.of(data);
        List<Object> decoded = new ArrayList<>();
        for (Data item : items) {
            decoded.add(data(name + "[" + decoded.size() + "]", element, item, at));
        }
        return List.copyOf(decoded);
    }

    private Map<String, Object> dataMap(String name, ParameterType element, Data data, Position at) {
        if (!(data instanceof Data.Mapping mapping)) {
            throw wrong(name, new ParameterType.MapOf(element), Kinds.describe(data), at);
        }
        Map<String, Object> entries = new LinkedHashMap<>();
        mapping.entries().forEach((key, value) -> entries.put(key, data(name + "." + key, element, value, at)));
        return Collections.unmodifiableMap(entries);
    }

    private Object word(String name, ParameterType type, Text text, Position at) {
        if (text.isSecret()) {
            throw new EvaluationException(new Problem(
                    "playbook.parameter.secret",
                    Optional.of(at),
                    "'" + name + "' is shown in reports, and its value is secret",
                    "If it is none, use a variable that is not encrypted and whose name does not say password,"
                            + " secret or token."));
        }
        String word = text.reveal();
        return switch (type) {
            case ParameterType.Flag flag -> flag(name, type, word, at);
            case ParameterType.Whole whole -> whole(name, type, word, at);
            case ParameterType.Interval interval -> interval(name, type, word, at);
            case ParameterType.Choice choice -> choice(name, choice, word, at);
            case ParameterType.Scalar(String label, var parse) -> refusing(name, at, () -> parse.apply(word));
            case ParameterType.File file -> refusing(name, at, () -> files.find(word));
            case ParameterType.Template template ->
                new Rendered(word, expressions.render(word, at, scope, environment()));
            default -> word;
        };
    }

    private static Text text(String name, ParameterType type, Data data, Position at) {
        return switch (data) {
            case Data.Words words -> words.value();
            case Data.Number number -> Text.of(number.written());
            case Data.Truth truth -> Text.of(truth.toString());
            default -> throw wrong(name, type, Kinds.describe(data), at);
        };
    }

    private static Boolean flag(String name, ParameterType type, String word, Position at) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (YES.contains(lower) || NO.contains(lower)) {
            return YES.contains(lower);
        }
        throw wrong(name, type, "'" + word + "'", at);
    }

    private static Integer whole(String name, ParameterType type, String word, Position at) {
        if (WHOLE.matcher(word).matches()) {
            long value = Long.parseLong(word);
            if (value == (int) value) {
                return (int) value;
            }
        }
        throw wrong(name, type, "'" + word + "'", at);
    }

    private static Duration interval(String name, ParameterType type, String word, Position at) {
        Matcher form = INTERVAL.matcher(word);
        if (!form.matches()) {
            throw wrong(name, type, "'" + word + "'", at);
        }
        String unit = form.group(3) == null ? "s" : form.group(3);
        long milliseconds = switch (unit) {
            case "ms" -> 1;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            default -> 1_000;
        };
        String fraction = form.group(2) == null ? "" : form.group(2);
        BigDecimal amount = new BigDecimal(form.group(1) + fraction);
        return Duration.ofMillis(
                amount.multiply(BigDecimal.valueOf(milliseconds)).longValue());
    }

    private static Object choice(String name, ParameterType.Choice choice, String word, Position at) {
        if (choice.words().contains(word)) {
            return choice.constant().apply(word.toUpperCase(Locale.ROOT));
        }
        throw new EvaluationException(new Problem(
                "playbook.parameter.choice",
                Optional.of(at),
                "'" + name + "' can't be '" + word + "'; it is one of " + String.join(", ", choice.words()),
                NearestName.hint(word, choice.words(), "Use one of these.")));
    }

    private static Object refusing(String name, Position at, Supplier<Object> parse) {
        try {
            return parse.get();
        } catch (IllegalArgumentException e) {
            throw new EvaluationException(new Problem(
                    "playbook.parameter.value",
                    Optional.of(at),
                    "'" + name + "': " + e.getMessage(),
                    "Correct the value."));
        }
    }

    private static EvaluationException wrong(String name, ParameterType type, String found, Position at) {
        return new EvaluationException(new Problem(
                "playbook.parameter.type",
                Optional.of(at),
                "'" + name + "' must be " + Expected.of(type) + ", and this is " + found,
                "Write " + Expected.of(type) + "."));
    }

    private static boolean takesMappings(ParameterType type) {
        return type instanceof ParameterType.MapOf || type instanceof ParameterType.Anything;
    }

    private static String lastName(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private Data evaluate(String name, YamlNode node) {
        return expressions.evaluate(node, name, scope, environment());
    }

    private Environment environment() {
        return environment.orElseThrow(() -> new IllegalStateException("a fixed value needs no host"));
    }
}
