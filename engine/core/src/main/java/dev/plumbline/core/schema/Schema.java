package dev.plumbline.core.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A JSON Schema in draft 7, which editors' language servers understand best.
 *
 * @param fields its keywords, in their order: texts, numbers, truths, lists and maps of these
 */
public record Schema(Map<String, Object> fields) {
    static final Schema ANYTHING = new Schema(Map.of());

    /** A text that holds an expression; what it gives is known only later. */
    static final Schema EXPRESSION = type("string").with("pattern", "\\$\\{");

    public Schema {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    static Schema type(String... types) {
        return new Schema(Map.of("type", types.length == 1 ? types[0] : List.of(types)));
    }

    static Schema reference(String definition) {
        return new Schema(Map.of("$ref", "#/definitions/" + definition));
    }

    static Schema anyOf(Schema... choices) {
        return new Schema(Map.of("anyOf", fields(List.of(choices))));
    }

    /** This, where exactly one of the choices holds too. */
    Schema withOneOf(List<Schema> choices) {
        return with("oneOf", fields(choices));
    }

    static Schema words(List<?> words) {
        return new Schema(Map.of("enum", words));
    }

    static Schema list(Schema items) {
        return type("array", "null").with("items", items.fields());
    }

    static Schema required(String... names) {
        return new Schema(Map.of("required", List.of(names)));
    }

    /** A mapping with these keys and no others. */
    static Schema closed(Map<String, Schema> properties, List<String> required) {
        Schema object = type("object").with("properties", fields(properties)).with("additionalProperties", false);
        return required.isEmpty() ? object : object.with("required", required);
    }

    /** A mapping with any keys. */
    static Schema open(Schema values) {
        return type("object", "null").with("additionalProperties", values.fields());
    }

    /** What must not stand there, and what to do instead. */
    static Schema refused(String remedy) {
        return new Schema(Map.of("not", Map.of()))
                .with("description", "Not supported. " + remedy)
                .with("deprecationMessage", remedy);
    }

    Schema with(String keyword, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(keyword, value);
        return new Schema(more);
    }

    /** This, or nothing at all. */
    Schema orNull() {
        if (fields.get("type") instanceof String type) {
            return with("type", List.of(type, "null"));
        }
        if (fields.get("type") instanceof List<?> types) {
            return with(
                    "type",
                    Stream.concat(types.stream(), Stream.of("null")).distinct().toList());
        }
        return fields.get("anyOf") instanceof List<?> choices
                ? with(
                        "anyOf",
                        Stream.concat(choices.stream(), Stream.of(type("null").fields))
                                .toList())
                : this;
    }

    Schema about(String text) {
        return text.isBlank() ? this : with("description", text);
    }

    Schema example(String text) {
        return text.isBlank() ? this : with("examples", List.of(text));
    }

    Schema standard(Optional<String> value) {
        return value.map(text -> with("default", text)).orElse(this);
    }

    /** A whole document. */
    Schema document(String title, Map<String, Schema> definitions) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("$schema", "http://json-schema.org/draft-07/schema#");
        all.put("title", title);
        all.putAll(fields);
        if (!definitions.isEmpty()) {
            all.put("definitions", fields(definitions));
        }
        return new Schema(all);
    }

    static Map<String, Object> fields(Map<String, Schema> schemas) {
        Map<String, Object> fields = new LinkedHashMap<>();
        schemas.forEach((name, schema) -> fields.put(name, schema.fields()));
        return fields;
    }

    private static List<Object> fields(List<Schema> schemas) {
        return schemas.stream().<Object>map(Schema::fields).toList();
    }
}
