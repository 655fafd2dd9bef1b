package dev.plumbline.core.inventory;

import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.yaml.CoreSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * An inventory as {@code ansible-inventory --list} prints it: an entry a group with {@code hosts} and {@code children}, what is empty
 * left out, and below {@code _meta.hostvars} each host's variables. Values of variables whose names say so are secret.
 */
public final class InventoryDocument {
    private InventoryDocument() {}

    /** The document with templates as they were written. */
    public static Data of(LoadedInventory inventory) {
        return of(inventory, (_, definition) -> CoreSchema.literal(definition.node()));
    }

    /**
     * The document.
     *
     * @param value what a variable's definition comes to for a host
     */
    public static Data of(LoadedInventory inventory, BiFunction<HostName, Definition, Data> value) {
        Map<String, Data> document = new LinkedHashMap<>();
        for (Group group : inventory.groupTree()) {
            Map<String, Data> entry = new LinkedHashMap<>();
            if (!group.hosts().isEmpty() && !group.name().equals(Group.ALL)) {
                entry.put(
                        "hosts",
                        names(group.hosts().stream().map(HostName::value).toList()));
            }
            if (!group.children().isEmpty()) {
                entry.put("children", names(group.children()));
            }
            if (!entry.isEmpty()) {
                document.put(group.name(), Data.of(entry));
            }
        }
        Map<String, Data> variables = new LinkedHashMap<>();
        for (HostName host : inventory.hosts()) {
            Map<String, Data> ofHost = new LinkedHashMap<>();
            inventory
                    .variables(host)
                    .forEach((name, definition) ->
                            ofHost.put(name, SecretNames.guarded(name, value.apply(host, definition))));
            if (!ofHost.isEmpty()) {
                variables.put(host.value(), Data.of(ofHost));
            }
        }
        document.put("_meta", Data.mapping().put("hostvars", Data.of(variables)).build());
        return Data.of(document);
    }

    private static Data names(List<String> names) {
        return Data.of(names.stream().map(Data::of).toList());
    }
}
