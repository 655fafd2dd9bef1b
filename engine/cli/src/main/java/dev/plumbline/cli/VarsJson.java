package dev.plumbline.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.cli.assembly.HostVariables.Variable;
import dev.plumbline.core.inventory.Definition;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Variables for programs. */
final class VarsJson {
    private VarsJson() {}

    static String of(Map<HostName, List<Variable>> variables) {
        return Json.document(json -> {
            json.writeStringField("command", "vars");
            json.writeArrayFieldStart("hosts");
            for (Map.Entry<HostName, List<Variable>> host : variables.entrySet()) {
                json.writeStartObject();
                json.writeStringField("host", host.getKey().value());
                json.writeArrayFieldStart("variables");
                for (Variable variable : host.getValue()) {
                    variable(variable, json);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void variable(Variable variable, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", variable.name());
        json.writeFieldName("value");
        DataJson.write(variable.value().orElse(Data.NOTHING), json);
        json.writeStringField("play", variable.play().orElse(null));
        json.writeStringField(
                "error", variable.problem().map(problem -> problem.message()).orElse(null));
        json.writeArrayFieldStart("set");
        for (Definition place : variable.places()) {
            json.writeStartObject();
            json.writeStringField("level", place.origin());
            json.writeStringField("at", place.at().toString());
            json.writeStringField("written", VariableText.raw(variable.name(), place.node()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
