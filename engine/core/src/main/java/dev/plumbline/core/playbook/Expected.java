package dev.plumbline.core.playbook;

import dev.plumbline.api.module.ParameterType;

/** Says in words what a type takes. */
final class Expected {
    private Expected() {}

    static String of(ParameterType type) {
        return switch (type) {
            case ParameterType.Word word -> "a word";
            case ParameterType.Characters characters -> "text";
            case ParameterType.Flag flag -> "true or false";
            case ParameterType.Whole whole -> "a whole number";
            case ParameterType.Interval interval -> "a time such as 30, 500ms, 5s, 2m, 1h or 1d";
            case ParameterType.Choice choice -> "one of " + String.join(", ", choice.words());
            case ParameterType.Scalar scalar -> article(scalar.label());
            case ParameterType.ListOf(ParameterType element) -> "a list, each item " + of(element);
            case ParameterType.MapOf(ParameterType element) -> "a mapping, each value " + of(element);
            case ParameterType.Anything anything -> "a value";
            case ParameterType.File file -> "the name of a file";
            case ParameterType.Template template -> "the name of a template";
            case ParameterType.Expression expression -> "a condition";
        };
    }

    private static String article(String label) {
        return ("aeiou".indexOf(label.charAt(0)) >= 0 ? "an " : "a ") + label;
    }
}
