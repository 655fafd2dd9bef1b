package dev.plumbline.cli.saved;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value of a JSON document, asked for by those who know what it must be. Whatever is not so is an {@link IllegalArgumentException}. */
record JsonTree(String name, @Nullable Object value) {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(20)
                    .maxStringLength(32 << 20)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    static JsonTree read(String text) {
        try (JsonParser json = FACTORY.createParser(text)) {
            JsonTree tree = new JsonTree("the document", value(json, json.nextToken()));
            if (json.nextToken() != null) {
                throw new IllegalArgumentException("there is more than one document");
            }
            return tree;
        } catch (IOException e) {
            throw new IllegalArgumentException("it is no JSON", e);
        }
    }

    private static @Nullable Object value(JsonParser json, @Nullable JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> {
                Map<String, JsonTree> entries = new LinkedHashMap<>();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    entries.put(name, new JsonTree(name, value(json, json.nextToken())));
                }
                yield entries;
            }
            case START_ARRAY -> {
                List<JsonTree> items = new ArrayList<>();
                for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
                    items.add(new JsonTree("an item", value(json, next)));
                }
                yield items;
            }
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> json.getIntValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case null, default -> throw new IllegalArgumentException("a value is missing or of no use");
        };
    }

    @SuppressWarnings("unchecked")
    Map<String, JsonTree> entries() {
        return (Map<String, JsonTree>) as(Map.class);
    }

    @SuppressWarnings("unchecked")
    List<JsonTree> items() {
        return (List<JsonTree>) as(List.class);
    }

    JsonTree get(String entry) {
        return find(entry).orElseThrow(() -> new IllegalArgumentException("'" + entry + "' is missing"));
    }

    Optional<JsonTree> find(String entry) {
        return Optional.ofNullable(entries().get(entry));
    }

    String text() {
        return (String) as(String.class);
    }

    int number() {
        return (Integer) as(Integer.class);
    }

    boolean truth() {
        return (Boolean) as(Boolean.class);
    }

    List<String> texts() {
        return items().stream().map(JsonTree::text).toList();
    }

    Map<String, String> textByName() {
        Map<String, String> texts = new LinkedHashMap<>();
        entries().forEach((entry, tree) -> texts.put(entry, tree.text()));
        return texts;
    }

    private Object as(Class<?> type) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("'" + name + "' is not what it should be");
        }
        return type.cast(value);
    }
}
