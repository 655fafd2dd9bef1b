package dev.plumbline.core.module;

import dev.plumbline.api.module.Parameter;
import dev.plumbline.api.module.ParameterType;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A module's values as a shell gets them.
 *
 * @param positional in the order in which the parameters are declared, secrets left out; the items of a list last
 * @param variables by name, lists left out; what is left out in the playbook is empty
 */
record ScriptArguments(String name, List<String> positional, Map<String, Text> variables) {

    static ScriptArguments of(ScriptedModule module, Map<String, Object> values) {
        List<String> positional = new ArrayList<>();
        Map<String, Text> variables = new TreeMap<>();
        for (Parameter parameter : module.parameters()) {
            boolean isList = parameter.type() instanceof ParameterType.ListOf;
            switch (values.getOrDefault(parameter.name(), isList ? List.of() : "")) {
                case Text secret -> variables.put(parameter.name(), secret);
                case List<?> items -> items.forEach(item -> positional.add(item.toString()));
                case Object value -> {
                    variables.put(parameter.name(), Text.of(value.toString()));
                    if (!isSecret(parameter)) {
                        positional.add(value.toString());
                    }
                }
            }
        }
        return new ScriptArguments(module.name(), List.copyOf(positional), Map.copyOf(variables));
    }

    private static boolean isSecret(Parameter parameter) {
        return parameter.type() instanceof ParameterType.Characters;
    }

    /** A command that runs a fragment with them; an error in it ends it, and so does a name that is not set. */
    List<String> command(String script) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "set -eu\n" + script, name));
        command.addAll(positional);
        return command;
    }

    boolean holdNul() {
        return positional.stream().anyMatch(value -> value.indexOf('\0') >= 0)
                || variables.values().stream().anyMatch(value -> value.reveal().indexOf('\0') >= 0);
    }

    /** A value as expressions see it. */
    static Data data(Object value) {
        return switch (value) {
            case Text text -> Data.of(text);
            case Boolean truth -> Data.of(truth.booleanValue());
            case Integer number -> Data.of(number.longValue());
            case List<?> items ->
                Data.of(items.stream().map(ScriptArguments::data).toList());
            default -> Data.of(value.toString());
        };
    }
}
