package dev.plumbline.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plumbline.core.program.Problem;
import java.io.IOException;
import java.util.List;

/** Problems as a JSON document, for those who asked for a report as JSON and get none. */
final class ProblemJson {
    private static final List<String> WORDS = List.of("json", "jsonl");

    private ProblemJson() {}

    /** Whether the words of the command line ask for JSON on standard output. */
    static boolean isWanted(List<String> words) {
        int end = words.contains("--") ? words.indexOf("--") : words.size();
        for (int i = 0; i < end; i++) {
            String word = words.get(i);
            boolean next = word.equals("--format") && i + 1 < end && WORDS.contains(words.get(i + 1));
            boolean joined = word.startsWith("--format=") && WORDS.contains(word.substring("--format=".length()));
            if (next || joined) {
                return true;
            }
        }
        return false;
    }

    static String of(String command, List<Problem> problems) {
        return Json.document(json -> {
            json.writeStringField("command", command);
            write("problems", problems, json);
        });
    }

    /** The same where a command also has warnings. */
    static String of(String command, List<Problem> problems, List<Problem> warnings) {
        return Json.document(json -> {
            json.writeStringField("command", command);
            write("problems", problems, json);
            write("warnings", warnings, json);
        });
    }

    private static void write(String field, List<Problem> problems, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(field);
        for (Problem problem : problems) {
            json.writeStartObject();
            json.writeStringField("at", problem.at().map(Object::toString).orElse(null));
            json.writeObjectFieldStart("error");
            json.writeStringField("code", problem.code());
            json.writeStringField("message", problem.message());
            json.writeStringField("remedy", problem.remedy());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
