package dev.plumbline.core.function;

import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.Text;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** Writes JSON; of secret text, only its characters are secret. */
final class JsonWriter {
    private final Output output = new Output();
    private final int indent;
    private final boolean nice;

    private JsonWriter(boolean nice, int indent) {
        this.nice = nice;
        this.indent = indent;
    }

    static Text compact(Data data) {
        JsonWriter writer = new JsonWriter(false, 0);
        writer.value(data, 0);
        return writer.output.text();
    }

    static Text nice(Data data, int indent) {
        JsonWriter writer = new JsonWriter(true, indent);
        writer.value(data, 0);
        return writer.output.text();
    }

    private void value(Data data, int depth) {
        switch (data) {
            case Data.Nothing _ -> output.append("null");
            case Data.Truth truth -> output.append(truth.toString());
            case Data.Number number -> output.append(number.value().toPlainString());
            case Data.Words words -> string(output, words.value());
            case Data.Sequence sequence -> {
                Iterator<Data> items = sequence.items().iterator();
                group("[", "]", items.hasNext(), depth, () -> {
                    value(items.next(), depth + 1);
                    return items.hasNext();
                });
            }
            case Data.Mapping mapping -> {
                Map<String, Data> ordered = nice ? new TreeMap<>(mapping.entries()) : mapping.entries();
                Iterator<Map.Entry<String, Data>> entries = ordered.entrySet().iterator();
                group("{", "}", entries.hasNext(), depth, () -> {
                    Map.Entry<String, Data> entry = entries.next();
                    string(output, Text.of(entry.getKey()));
                    output.append(": ");
                    value(entry.getValue(), depth + 1);
                    return entries.hasNext();
                });
            }
        }
    }

    private interface Member {
        /** Whether another one follows. */
        boolean write();
    }

    private void group(String begin, String end, boolean any, int depth, Member member) {
        output.append(begin);
        boolean more = any;
        while (more) {
            lineEnd(depth + 1);
            more = member.write();
            output.append(more ? nice ? "," : ", " : "");
        }
        if (any) {
            lineEnd(depth);
        }
        output.append(end);
    }

    private void lineEnd(int depth) {
        if (nice) {
            output.append("\n").append(" ".repeat(depth * indent));
        }
    }

    /** A string of JSON, which is one of YAML too. */
    static void string(Output output, Text text) {
        boolean secret = text.isSecret();
        output.append("\"");
        text.reveal()
                .codePoints()
                .forEach(point -> output.append(
                        switch (point) {
                            case '"' -> "\\\"";
                            case '\\' -> "\\\\";
                            case '\n' -> "\\n";
                            case '\r' -> "\\r";
                            case '\t' -> "\\t";
                            default -> isPrintable(point) ? Character.toString(point) : escape(point);
                        },
                        secret));
        output.append("\"");
    }

    private static boolean isPrintable(int point) {
        return point >= ' '
                && !Character.isISOControl(point)
                && point != 0x2028
                && point != 0x2029
                && point != 0xFEFF
                && point != 0xFFFE
                && point != 0xFFFF
                && !(point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private static String escape(int point) {
        return "\\u%04x".formatted(point);
    }
}
