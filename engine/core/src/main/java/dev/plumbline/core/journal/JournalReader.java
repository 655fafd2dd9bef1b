package dev.plumbline.core.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a journal. What was torn off at its end, as by a full disk or a power cut, is passed over. */
final class JournalReader {
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<Integer, RunRecord.Step> steps = new LinkedHashMap<>();
    private Optional<RunHeader> header = Optional.empty();
    private Optional<RunRecord.Finish> finished = Optional.empty();

    private JournalReader() {}

    /** Empty where not even its first line can be read. */
    static Optional<RunRecord> read(List<String> lines) {
        JournalReader reader = new JournalReader();
        for (String line : lines) {
            Optional<Map<String, String>> fields = fields(line);
            if (fields.isEmpty() || !reader.take(fields.get())) {
                break;
            }
        }
        return reader.header.map(found -> new RunRecord(found, List.copyOf(reader.steps.values()), reader.finished));
    }

    private boolean take(Map<String, String> line) {
        try {
            return switch (line.getOrDefault("event", "")) {
                case "run" -> {
                    header = Optional.of(new RunHeader(
                            needed(line, "run"),
                            needed(line, "command"),
                            needed(line, "playbook"),
                            needed(line, "by"),
                            Optional.ofNullable(line.get("commit")),
                            Optional.ofNullable(line.get("reason")),
                            Instant.parse(needed(line, "began"))));
                    yield needed(line, "version").equals("1");
                }
                case "begin" -> {
                    steps.put(
                            Integer.parseInt(needed(line, "step")),
                            new RunRecord.Step(
                                    Instant.parse(needed(line, "at")),
                                    needed(line, "host"),
                                    needed(line, "task"),
                                    needed(line, "as"),
                                    needed(line, "action"),
                                    StepEnding.UNKNOWN,
                                    Optional.empty()));
                    yield true;
                }
                case "end" -> {
                    StepEnding ending = StepEnding.of(needed(line, "outcome")).orElse(StepEnding.UNKNOWN);
                    Optional<String> code = Optional.ofNullable(line.get("code"));
                    steps.computeIfPresent(
                            Integer.parseInt(needed(line, "step")),
                            (number, step) -> new RunRecord.Step(
                                    step.at(), step.host(), step.task(), step.as(), step.action(), ending, code));
                    yield true;
                }
                case "finished" -> {
                    finished = Optional.of(new RunRecord.Finish(
                            Instant.parse(needed(line, "at")),
                            Integer.parseInt(needed(line, "exit")),
                            Integer.parseInt(needed(line, "changes"))));
                    yield true;
                }
                default -> header.isPresent();
            };
        } catch (DateTimeException | IllegalArgumentException e) {
            return false;
        }
    }

    private static String needed(Map<String, String> line, String name) {
        String value = line.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name);
        }
        return value;
    }

    /** The fields of a flat object as text; empty where the line is none. */
    private static Optional<Map<String, String>> fields(String line) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            for (JsonToken token = json.nextToken(); token == JsonToken.FIELD_NAME; token = json.nextToken()) {
                String name = json.currentName();
                if (!json.nextToken().isScalarValue()) {
                    return Optional.empty();
                }
                fields.put(name, json.getText());
            }
            return json.currentToken() == JsonToken.END_OBJECT ? Optional.of(fields) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
