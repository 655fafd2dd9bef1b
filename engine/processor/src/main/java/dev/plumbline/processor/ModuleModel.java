package dev.plumbline.processor;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;

/** All that is known of a module record that has no mistakes. */
record ModuleModel(
        TypeElement record,
        String packageName,
        String recordName,
        String name,
        Documentation documentation,
        List<Component> components,
        List<Returned> returned,
        List<String> examples) {

    ModuleModel {
        components = List.copyOf(components);
        returned = List.copyOf(returned);
        examples = List.copyOf(examples);
    }

    record Component(
            String parameter, Kind kind, boolean optional, Optional<String> defaultValue, String documentation) {}

    record Returned(String name, String about) {}

    String typeName() {
        return recordName + "Type";
    }

    String qualifiedTypeName() {
        return packageName.isEmpty() ? typeName() : packageName + "." + typeName();
    }
}
