package dev.plumbline.core.schema;

import dev.plumbline.api.module.ModuleType;
import dev.plumbline.api.module.Parameter;
import dev.plumbline.api.module.ParameterType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What may stand for a module and for its parameters. Wherever a value may stand, an expression may. */
final class TypeSchema {
    static final Schema SCALAR = Schema.type("string", "number", "boolean");
    static final Schema FLAG = Schema.words(List.of(true, false, "yes", "no", "on", "off"));

    private static final Schema WHOLE = Schema.type("integer", "string").with("pattern", "^[-+]?[0-9]{1,10}$|\\$\\{");
    private static final Schema INTERVAL =
            Schema.type("number", "string").with("pattern", "^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)?$|\\$\\{");
    private static final Schema CONDITION = Schema.type("string", "boolean");

    private TypeSchema() {}

    /** A module's arguments. */
    static Schema arguments(ModuleType module) {
        Map<String, Schema> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Parameter parameter : module.parameters()) {
            boolean needed = parameter.required() && parameter.defaultValue().isEmpty();
            Schema type = of(parameter.type());
            properties.put(
                    parameter.name(),
                    (needed ? type : type.orNull())
                            .about(parameter.documentation())
                            .standard(parameter.defaultValue()));
            if (needed) {
                required.add(parameter.name());
            }
        }
        Schema arguments = Schema.closed(properties, required);
        boolean line = properties.containsKey(Parameter.LINE);
        return (required.isEmpty()
                        ? arguments.with("type", line ? List.of("object", "string", "null") : List.of("object", "null"))
                        : arguments)
                .about(module.summary())
                .with("examples", module.examples());
    }

    static Schema of(ParameterType type) {
        return switch (type) {
            case ParameterType.Word word -> SCALAR;
            case ParameterType.Characters characters -> SCALAR;
            case ParameterType.Flag flag -> orExpression(FLAG);
            case ParameterType.Whole whole -> WHOLE;
            case ParameterType.Interval interval -> INTERVAL;
            case ParameterType.Choice choice -> orExpression(Schema.words(choice.words()));
            case ParameterType.Scalar scalar -> SCALAR;
            case ParameterType.ListOf(ParameterType element) ->
                Schema.anyOf(Schema.list(of(element)), of(element), Schema.EXPRESSION);
            case ParameterType.MapOf(ParameterType element) ->
                Schema.anyOf(Schema.open(of(element).orNull()), Schema.EXPRESSION);
            case ParameterType.Anything anything -> Schema.ANYTHING;
            case ParameterType.File file -> Schema.type("string");
            case ParameterType.Template template -> Schema.type("string");
            case ParameterType.Expression expression -> CONDITION;
        };
    }

    static Schema orExpression(Schema schema) {
        return Schema.anyOf(schema, Schema.EXPRESSION);
    }
}
