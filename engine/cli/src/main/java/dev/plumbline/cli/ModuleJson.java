package dev.plumbline.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plumbline.api.module.ModuleType;
import dev.plumbline.api.module.Parameter;
import dev.plumbline.api.module.ReturnedField;
import dev.plumbline.core.playbook.ModuleIndex;
import java.io.IOException;
import java.util.Collection;

/** Modules for programs. */
final class ModuleJson {

    private ModuleJson() {}

    static String of(Collection<ModuleType> modules, ModuleIndex index) {
        return Json.document(json -> {
            json.writeStringField("command", "doc");
            json.writeArrayFieldStart("modules");
            for (ModuleType module : modules) {
                module(json, module, index.origin(module.name()).toString());
            }
            json.writeEndArray();
        });
    }

    private static void module(JsonGenerator json, ModuleType module, String origin) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", module.name());
        json.writeStringField("origin", origin);
        json.writeStringField("summary", module.summary());
        json.writeStringField("description", module.description());
        json.writeArrayFieldStart("parameters");
        for (Parameter parameter : module.parameters()) {
            json.writeStartObject();
            json.writeStringField("name", parameter.name());
            json.writeStringField("type", TypeText.of(parameter.type()));
            json.writeBooleanField("required", parameter.required());
            if (parameter.defaultValue().isPresent()) {
                json.writeStringField("default", parameter.defaultValue().get());
            } else {
                json.writeNullField("default");
            }
            json.writeStringField("documentation", parameter.documentation());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("returned");
        for (ReturnedField field : module.returned()) {
            json.writeStartObject();
            json.writeStringField("name", field.name());
            json.writeStringField("about", field.about());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("examples");
        for (String example : module.examples()) {
            json.writeString(example);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
