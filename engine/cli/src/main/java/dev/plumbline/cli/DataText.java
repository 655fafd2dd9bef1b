package dev.plumbline.cli;

import dev.plumbline.api.value.Data;
import java.util.regex.Pattern;

/** A value on one line, as YAML has it in flow style; secrets are masked. */
final class DataText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@*+-][A-Za-z0-9_./:@*+ -]*");

    private DataText() {}

    static String of(Data data) {
        return switch (data) {
            case Data.Words words -> words.value().toString();
            case Data.Sequence _, Data.Mapping _, Data.Number _, Data.Truth _, Data.Nothing _ -> inner(data);
        };
    }

    private static String inner(Data data) {
        return switch (data) {
            case Data.Nothing _ -> "null";
            case Data.Truth truth -> truth.toString();
            case Data.Number number -> number.written();
            case Data.Words words -> quoted(words.value().toString());
            case Data.Sequence sequence ->
                "["
                        + String.join(
                                ", ",
                                sequence.items().stream().map(DataText::inner).toList())
                        + "]";
            case Data.Mapping mapping ->
                "{"
                        + String.join(
                                ", ",
                                mapping.entries().entrySet().stream()
                                        .map(entry -> quoted(entry.getKey()) + ": " + inner(entry.getValue()))
                                        .toList())
                        + "}";
        };
    }

    private static String quoted(String text) {
        return PLAIN.matcher(text).matches()
                ? text
                : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
