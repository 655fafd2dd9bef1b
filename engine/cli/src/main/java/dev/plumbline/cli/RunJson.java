package dev.plumbline.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plumbline.core.journal.RunRecord;
import java.io.IOException;
import java.util.List;

/** Past runs, for programs. */
final class RunJson {

    private RunJson() {}

    static String list(List<RunRecord> runs) {
        return Json.document(json -> {
            json.writeStringField("command", "history");
            json.writeArrayFieldStart("runs");
            for (RunRecord run : runs) {
                json.writeStartObject();
                fields(json, run);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** One run with its steps. */
    static String whole(RunRecord run) {
        return Json.document(json -> {
            json.writeStringField("command", "show");
            fields(json, run);
            json.writeArrayFieldStart("steps");
            for (RunRecord.Step step : run.steps()) {
                json.writeStartObject();
                json.writeStringField("at", step.at().toString());
                json.writeStringField("host", step.host());
                json.writeStringField("task", step.task());
                json.writeStringField("as", step.as());
                json.writeStringField("action", step.action());
                json.writeStringField("outcome", step.ending().word());
                json.writeStringField("code", step.code().orElse(null));
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void fields(JsonGenerator json, RunRecord run) throws IOException {
        json.writeStringField("run", run.header().run());
        json.writeStringField("of", run.header().command());
        json.writeStringField("playbook", run.header().playbook());
        json.writeStringField("by", run.header().by());
        json.writeStringField("commit", run.header().commit().orElse(null));
        json.writeStringField("reason", run.header().reason().orElse(null));
        json.writeStringField("began", run.header().began().toString());
        json.writeArrayFieldStart("hosts");
        for (String host : run.hosts()) {
            json.writeString(host);
        }
        json.writeEndArray();
        json.writeStringField(
                "ended", run.finished().map(finish -> finish.at().toString()).orElse(null));
        json.writeObjectField("exit", run.finished().map(RunRecord.Finish::exit).orElse(null));
        json.writeObjectField(
                "changes", run.finished().map(RunRecord.Finish::changes).orElse(null));
    }
}
