package dev.plumbline.cli;

import dev.plumbline.api.value.HostName;
import dev.plumbline.cli.report.Printable;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.inventory.LoadedInventory;
import java.util.List;
import java.util.TreeMap;

/** An inventory for people. */
final class InventoryText {

    private InventoryText() {}

    static String of(LoadedInventory inventory, List<HostName> hosts, boolean variables) {
        StringBuilder text = new StringBuilder();
        if (variables) {
            hosts.forEach(host -> variables(inventory, host, text));
        } else {
            inventory.groups().forEach((group, members) -> {
                List<String> shown = members.stream()
                        .filter(hosts::contains)
                        .map(host -> Printable.line(host.value()))
                        .toList();
                if (!shown.isEmpty()) {
                    text.append(Printable.line(group))
                            .append(": ")
                            .append(String.join(", ", shown))
                            .append('\n');
                }
            });
        }
        return text.toString();
    }

    private static void variables(LoadedInventory inventory, HostName host, StringBuilder text) {
        text.append(Printable.line(host.value()))
                .append("  (")
                .append(String.join(", ", inventory.groupsOf(host)))
                .append(")\n");
        new TreeMap<>(inventory.history(host)).forEach((name, definitions) -> {
            Definition last = definitions.getLast();
            text.append("  ")
                    .append(Printable.line(name))
                    .append(": ")
                    .append(VariableText.of(name, last.node()))
                    .append("\n      ")
                    .append(last.at().fileAndLine())
                    .append(", ")
                    .append(last.origin())
                    .append('\n');
            for (Definition weaker :
                    definitions.subList(0, definitions.size() - 1).reversed()) {
                text.append("      over ")
                        .append(VariableText.of(name, weaker.node()))
                        .append("  ")
                        .append(weaker.at().fileAndLine())
                        .append('\n');
            }
        });
        text.append('\n');
    }
}
