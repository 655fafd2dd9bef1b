package dev.plumbline.core.schema;

import dev.plumbline.core.inventory.ConnectionWords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Inventories in YAML: groups of hosts, variables and groups. */
final class InventorySchema {
    private static final String GROUP = "group";
    private static final String VARIABLES = "variables";

    private InventorySchema() {}

    static Schema of() {
        Map<String, Schema> parts = new LinkedHashMap<>();
        parts.put(
                "hosts",
                names(Schema.reference(VARIABLES))
                        .about("Each host with its variables; ranges as in web[01:50].")
                        .example("{ redis1: { ansible_host: 192.0.2.7 } }"));
        parts.put(
                "children",
                names(Schema.reference(GROUP))
                        .about("Groups whose hosts belong to this one too.")
                        .example("{ redis: }"));
        parts.put("vars", Schema.reference(VARIABLES));
        Map<String, Schema> definitions = new LinkedHashMap<>();
        definitions.put(GROUP, Schema.closed(parts, List.of()).with("type", List.of("object", "null")));
        definitions.put(
                VARIABLES,
                Schema.type("object", "null")
                        .about("Variables; expressions in them are evaluated where they are used.")
                        .with("properties", Schema.fields(KeywordSchema.of(ConnectionWords.ALL))));
        return Schema.open(Schema.reference(GROUP)).document("Plumbline inventory", definitions);
    }

    /** One name may stand alone. */
    private static Schema names(Schema each) {
        return Schema.open(each).with("type", List.of("object", "string", "null"));
    }
}
