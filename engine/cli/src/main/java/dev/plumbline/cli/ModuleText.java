package dev.plumbline.cli;

import dev.plumbline.api.module.ModuleType;
import dev.plumbline.api.module.Parameter;
import dev.plumbline.api.module.ReturnedField;
import dev.plumbline.core.module.ModuleOrigin;
import dev.plumbline.core.playbook.ModuleIndex;
import java.util.Collection;

/** Modules for people. */
final class ModuleText {
    private static final int WIDTH = 100;

    private ModuleText() {}

    static String of(Collection<ModuleType> modules, boolean whole, ModuleIndex index) {
        StringBuilder text = new StringBuilder();
        for (ModuleType module : modules) {
            if (whole) {
                whole(module, index.origin(module.name()), text);
            } else {
                ModuleOrigin origin = index.origin(module.name());
                String from = origin instanceof ModuleOrigin.Shipped ? "" : "  [" + origin + "]";
                text.append("%-26s %s%s%n".formatted(module.name(), module.summary(), from));
            }
        }
        return text.toString();
    }

    /** The modules that the project brings, and where from. */
    static String brought(ModuleIndex index) {
        StringBuilder text = new StringBuilder();
        for (String name : index.names()) {
            ModuleOrigin origin = index.origin(name);
            if (!(origin instanceof ModuleOrigin.Shipped)) {
                text.append("module ")
                        .append(name)
                        .append(" from ")
                        .append(origin)
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static void whole(ModuleType module, ModuleOrigin origin, StringBuilder text) {
        text.append(module.name()).append("\n\n");
        paragraph(module.summary(), "  ", text);
        if (!module.description().isBlank()) {
            for (String part : module.description().split("\n\\s*\n", -1)) {
                text.append('\n');
                paragraph(part, "  ", text);
            }
        }
        text.append("\n  From ").append(origin).append('.');
        if (origin instanceof ModuleOrigin.File) {
            text.append(" It runs fragments of sh on the host, also to plan, and what it applies counts as opaque.");
        }
        text.append('\n');
        text.append(module.parameters().isEmpty() ? "" : "\nParameters\n");
        for (Parameter parameter : module.parameters()) {
            text.append("  ")
                    .append(parameter.name())
                    .append(" (")
                    .append(TypeText.of(parameter.type()))
                    .append(parameter.required() ? ", required" : "")
                    .append(parameter
                            .defaultValue()
                            .map(value -> ", " + value + " by default")
                            .orElse(""))
                    .append(")\n");
            paragraph(parameter.documentation(), "      ", text);
        }
        if (!module.returned().isEmpty()) {
            text.append("\nRegisters\n");
            for (ReturnedField field : module.returned()) {
                text.append("  ").append(field.name()).append('\n');
                paragraph(field.about(), "      ", text);
            }
        }
        if (!module.examples().isEmpty()) {
            text.append("\nExamples\n");
            for (String example : module.examples()) {
                example.strip()
                        .lines()
                        .forEach(line -> text.append("  ").append(line).append('\n'));
                text.append('\n');
            }
        }
    }

    private static void paragraph(String words, String indent, StringBuilder text) {
        int column = 0;
        for (String word : words.strip().split("\\s+", -1)) {
            if (column == 0 || column + word.length() >= WIDTH) {
                text.append(column == 0 ? "" : "\n").append(indent).append(word);
                column = indent.length() + word.length();
            } else {
                text.append(' ').append(word);
                column += word.length() + 1;
            }
        }
        text.append('\n');
    }
}
