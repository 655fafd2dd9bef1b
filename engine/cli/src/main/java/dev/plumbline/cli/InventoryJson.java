package dev.plumbline.cli;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.inventory.LoadedInventory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An inventory for programs. */
final class InventoryJson {

    private InventoryJson() {}

    static String of(LoadedInventory inventory, List<HostName> hosts) {
        return Json.document(json -> {
            json.writeStringField("command", "inventory");
            json.writeObjectFieldStart("groups");
            for (Map.Entry<String, List<HostName>> group : inventory.groups().entrySet()) {
                json.writeArrayFieldStart(group.getKey());
                for (HostName host : group.getValue()) {
                    if (hosts.contains(host)) {
                        json.writeString(host.value());
                    }
                }
                json.writeEndArray();
            }
            json.writeEndObject();
            json.writeArrayFieldStart("hosts");
            for (HostName host : hosts) {
                json.writeStartObject();
                json.writeStringField("host", host.value());
                json.writeArrayFieldStart("variables");
                for (Map.Entry<String, Definition> variable : new TreeMap<>(inventory.variables(host)).entrySet()) {
                    Definition definition = variable.getValue();
                    json.writeStartObject();
                    json.writeStringField("name", variable.getKey());
                    json.writeStringField("value", VariableText.raw(variable.getKey(), definition.node()));
                    json.writeStringField("at", definition.at().fileAndLine());
                    json.writeStringField("origin", definition.origin());
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
