package dev.plumbline.testkit;

import dev.plumbline.api.module.ModuleType;
import dev.plumbline.api.module.Parameter;
import dev.plumbline.api.module.ParameterType;
import dev.plumbline.api.module.ReturnedField;

/** A module's documentation as a page in Markdown. */
public final class ModulePage {

    private ModulePage() {}

    /** The page; it ends with a line end. */
    public static String markdown(ModuleType type) {
        StringBuilder page = new StringBuilder("# " + type.name() + "\n\n" + type.summary() + "\n");
        if (!type.description().isEmpty()) {
            page.append('\n').append(type.description()).append('\n');
        }
        for (String example : type.examples()) {
            String tasks = example.strip();
            page.append("\n```yaml\n")
                    .append(tasks.startsWith("- ") ? tasks : "- " + tasks.replace("\n", "\n  "))
                    .append("\n```\n");
        }
        if (!type.parameters().isEmpty()) {
            page.append("\n## Parameters\n\n| name | type | default | |\n|---|---|---|---|\n");
            type.parameters().forEach(parameter -> page.append(row(parameter)));
        }
        if (!type.returned().isEmpty()) {
            page.append("\n## What `register` sees\n\n| field | |\n|---|---|\n");
            type.returned().forEach(field -> page.append(row(field)));
        }
        return page.toString();
    }

    private static String row(Parameter parameter) {
        String standard = parameter.required()
                ? "**required**"
                : parameter.defaultValue().map(value -> "`" + value + "`").orElse("");
        return "| `" + parameter.name() + "` | " + describe(parameter.type()) + " | " + standard + " | "
                + cell(parameter.documentation()) + " |\n";
    }

    private static String row(ReturnedField field) {
        return "| `" + field.name() + "` | " + cell(field.about()) + " |\n";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    /** What a playbook may write. */
    public static String describe(ParameterType type) {
        return switch (type) {
            case ParameterType.Word() -> "text";
            case ParameterType.Characters() -> "text, may be secret";
            case ParameterType.Flag() -> "yes or no";
            case ParameterType.Whole() -> "whole number";
            case ParameterType.Interval() -> "duration";
            case ParameterType.Choice choice ->
                String.join(
                        ", ",
                        choice.words().stream().map(word -> "`" + word + "`").toList());
            case ParameterType.Scalar scalar -> scalar.label();
            case ParameterType.ListOf(ParameterType element) -> "list of " + describe(element);
            case ParameterType.MapOf(ParameterType element) -> "mapping of names to " + describe(element);
            case ParameterType.Anything() -> "anything";
            case ParameterType.File() -> "file beside the playbook";
            case ParameterType.Template() -> "template beside the playbook";
            case ParameterType.Expression() -> "expression";
        };
    }
}
