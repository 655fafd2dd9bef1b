package dev.plumbline.core.function;

import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.Text;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes YAML that 1.1 and 1.2 read alike; of secret text, only its characters are secret. */
final class YamlWriter {
    /** Words that are no strings to YAML 1.1 or 1.2. */
    private static final Set<String> AMBIGUOUS = Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][A-Za-z0-9_./@%+=-]*(?: [A-Za-z0-9_./@%+=-]+)*");

    private final Output output = new Output();

    private YamlWriter() {}

    static Text block(Data data) {
        YamlWriter writer = new YamlWriter();
        writer.value(data, 0, false);
        return writer.output.text();
    }

    /**
     * Writes a value and a line end.
     *
     * @param afterDash whether it may begin on the line of an item's dash
     */
    private void value(Data data, int depth, boolean afterDash) {
        switch (data) {
            case Data.Sequence sequence
            when !sequence.items().isEmpty() -> {
                boolean first = afterDash;
                for (Data item : sequence.items()) {
                    margin(depth, first);
                    first = false;
                    output.append("- ");
                    value(item, depth + 1, true);
                }
            }
            case Data.Mapping mapping
            when !mapping.entries().isEmpty() -> {
                boolean first = afterDash;
                for (Map.Entry<String, Data> entry : mapping.entries().entrySet()) {
                    margin(depth, first);
                    first = false;
                    words(Text.of(entry.getKey()));
                    output.append(":");
                    boolean below = isGroup(entry.getValue());
                    output.append(below ? "\n" : " ");
                    value(entry.getValue(), depth + 1, false);
                }
            }
            default -> {
                scalar(data);
                output.append("\n");
            }
        }
    }

    private void margin(int depth, boolean onLine) {
        if (!onLine) {
            output.repeat("  ", depth);
        }
    }

    private static boolean isGroup(Data data) {
        return switch (data) {
            case Data.Sequence sequence -> !sequence.items().isEmpty();
            case Data.Mapping mapping -> !mapping.entries().isEmpty();
            default -> false;
        };
    }

    private void scalar(Data data) {
        switch (data) {
            case Data.Nothing _ -> output.append("null");
            case Data.Truth truth -> output.append(truth.toString());
            case Data.Number number -> output.append(number.value().toPlainString());
            case Data.Words words -> words(words.value());
            case Data.Sequence _ -> output.append("[]");
            case Data.Mapping _ -> output.append("{}");
        }
    }

    private void words(Text text) {
        String characters = text.reveal();
        boolean plain = PLAIN.matcher(characters).matches()
                && !AMBIGUOUS.contains(characters.toLowerCase(Locale.ROOT))
                && !text.isSecret();
        if (plain) {
            output.append(characters);
        } else {
            JsonWriter.string(output, text);
        }
    }
}
