package dev.plumbline.core.function;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON (RFC 8259); keys must be unique. */
final class JsonText {
    private static final int DEEPEST = 50;
    private static final int MOST_VALUES = 200_000;
    private static final int LARGEST_SCALE = 800;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(400)
                    .maxStringLength(Output.MOST_CHARACTERS)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final JsonParser parser;
    private int values;

    private JsonText(JsonParser parser) {
        this.parser = parser;
    }

    static Data read(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonText json = new JsonText(parser);
            Data data = json.value(parser.nextToken());
            if (parser.nextToken() != null) {
                throw wrong("more than one value");
            }
            return data;
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")";
            throw wrong(e.getOriginalMessage() + where);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FunctionException wrong(String why) {
        return new FunctionException("the text is no JSON: " + why, "Check where it comes from.");
    }

    private Data value(@Nullable JsonToken token) throws IOException {
        if (++values > MOST_VALUES) {
            throw new FunctionException("the text holds more than " + MOST_VALUES + " values", "Take a part of it.");
        }
        return switch (token) {
            case null -> throw wrong("it is empty");
            case START_OBJECT -> mapping();
            case START_ARRAY -> list();
            case VALUE_STRING -> Data.of(Text.of(parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            case VALUE_TRUE -> Data.of(true);
            case VALUE_FALSE -> Data.of(false);
            case VALUE_NULL -> Data.NOTHING;
            default -> throw wrong("it ends too early");
        };
    }

    private Data number() throws IOException {
        String written = parser.getText();
        BigDecimal value = new BigDecimal(written);
        if (Math.abs((long) value.scale()) > LARGEST_SCALE) {
            throw wrong("the number " + written + " is too large");
        }
        return new Data.Number(value, written);
    }

    private Data mapping() throws IOException {
        Map<String, Data> entries = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            entries.put(name, value(parser.nextToken()));
        }
        return Data.of(entries);
    }

    private Data list() throws IOException {
        List<Data> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(token));
        }
        return Data.of(items);
    }
}
