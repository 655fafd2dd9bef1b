package dev.plumbline.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plumbline.api.value.Data;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/** Values for programs; secrets are masked. */
final class DataJson {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");

    private DataJson() {}

    /** A value as JSON has it; a number that JSON can't write, such as 0644, is text. */
    static void write(Data data, JsonGenerator json) throws IOException {
        switch (data) {
            case Data.Nothing _ -> json.writeNull();
            case Data.Truth truth -> json.writeBoolean(truth.value());
            case Data.Number number -> {
                if (NUMBER.matcher(number.written()).matches()) {
                    json.writeNumber(number.written());
                } else {
                    json.writeString(number.written());
                }
            }
            case Data.Words words -> json.writeString(words.value().toString());
            case Data.Sequence sequence -> {
                json.writeStartArray();
                for (Data item : sequence.items()) {
                    write(item, json);
                }
                json.writeEndArray();
            }
            case Data.Mapping mapping -> {
                json.writeStartObject();
                for (Map.Entry<String, Data> entry : mapping.entries().entrySet()) {
                    json.writeFieldName(entry.getKey());
                    write(entry.getValue(), json);
                }
                json.writeEndObject();
            }
        }
    }
}
