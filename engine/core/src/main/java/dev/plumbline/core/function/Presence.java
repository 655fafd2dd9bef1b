package dev.plumbline.core.function;

import dev.plumbline.api.value.Data;
import java.util.List;

/** What to do where a value is missing. */
final class Presence {
    private Presence() {}

    static Functions.Field field() {
        return new Functions.Field(
                "What is missing",
                List.of(
                        Function.named(
                                        "first_defined",
                                        Type.ANYTHING,
                                        "The first argument that is defined and not null.",
                                        Presence::firstDefined)
                                .takesMissing("x", Type.ANYTHING)
                                .repeated("more", Type.ANYTHING)
                                .keepingSecrecy()
                                .example("first_defined(nowhere, null_value, 'c')", "c"),
                        Function.named(
                                        "default_if_empty",
                                        Type.ANYTHING,
                                        "The value, or the default where it is undefined, null, false or empty.",
                                        arguments -> isEmpty(arguments.data(0)) ? arguments.data(1) : arguments.data(0))
                                .takesMissing("x", Type.ANYTHING)
                                .takes("default", Type.ANYTHING)
                                .keepingSecrecy()
                                .example("default_if_empty('', 'none')", "none"),
                        Function.named(
                                        "mandatory",
                                        Type.ANYTHING,
                                        "The value, or an error with this message where it is undefined or null.",
                                        Presence::mandatory)
                                .takesMissing("x", Type.ANYTHING)
                                .takes("message", Type.TEXT)
                                .keepingSecrecy()
                                .example("mandatory(port, 'set port for each host')", "6379")));
    }

    private static Data firstDefined(Arguments arguments) {
        return arguments.values().stream()
                .filter(value -> !value.equals(Data.NOTHING))
                .findFirst()
                .orElseThrow(
                        () -> new FunctionException("none of the arguments is defined", "Add a default at the end."));
    }

    private static Data mandatory(Arguments arguments) {
        if (arguments.data(0).equals(Data.NOTHING)) {
            throw new FunctionException(arguments.text(1), "Define it.");
        }
        return arguments.data(0);
    }

    private static boolean isEmpty(Data data) {
        return switch (data) {
            case Data.Nothing _ -> true;
            case Data.Truth truth -> !truth.value();
            case Data.Number _ -> false;
            case Data.Words words -> words.value().isEmpty();
            case Data.Sequence sequence -> sequence.items().isEmpty();
            case Data.Mapping mapping -> mapping.entries().isEmpty();
        };
    }
}
