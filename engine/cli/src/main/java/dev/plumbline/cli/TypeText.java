package dev.plumbline.cli;

import dev.plumbline.api.module.ParameterType;

/** What people call the types of parameters. */
final class TypeText {

    private TypeText() {}

    static String of(ParameterType type) {
        return switch (type) {
            case ParameterType.Word word -> "text";
            case ParameterType.Characters characters -> "text, may be secret";
            case ParameterType.Flag flag -> "true or false";
            case ParameterType.Whole whole -> "whole number";
            case ParameterType.Interval interval -> "duration, as in 10s";
            case ParameterType.Choice choice -> "one of " + String.join(", ", choice.words());
            case ParameterType.Scalar scalar -> scalar.label();
            case ParameterType.ListOf list -> "list of " + of(list.element());
            case ParameterType.MapOf map -> "mapping to " + of(map.element());
            case ParameterType.Anything anything -> "anything";
            case ParameterType.File file -> "file beside the playbook";
            case ParameterType.Template template -> "template";
            case ParameterType.Expression expression -> "expression";
        };
    }
}
