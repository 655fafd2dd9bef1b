package dev.plumbline.core.module;

import dev.plumbline.core.yaml.Keyword;
import dev.plumbline.core.yaml.Keyword.Shape;
import java.util.List;

/** The keys of a module's file. */
public final class ModuleKeywords {
    public static final List<Keyword> OF_MODULE = List.of(
            new Keyword("summary", Shape.TEXT, "One sentence that says what it keeps.", "Keeps a line in a file."),
            new Keyword("description", Shape.TEXT, "What else one should know.", ""),
            new Keyword(
                    "parameters",
                    Shape.PARAMETERS,
                    "What it takes. Each is a variable of the shell of the same name, and, secrets left out, also $1,"
                            + " $2 and so on in this order.",
                    "path: { type: path, required: true, description: the file }"),
            new Keyword(
                    "read",
                    Shape.SCRIPT,
                    "A fragment of sh that changes nothing and prints the state. It runs under set -eu, also to plan.",
                    "cat -- \"$path\""),
            new Keyword(
                    "in_sync",
                    Shape.IN_SYNC,
                    "When nothing is to be done: an expression of the parameters and of state, which is what read"
                            + " printed; or { sh: ... } that ends with 0 for yes and 1 for no.",
                    "state?contains(line)"),
            new Keyword(
                    "apply",
                    Shape.SCRIPT,
                    "A fragment of sh that brings the host there. It runs under set -eu.",
                    "printf '%s\\n' \"$line\" >>\"$path\""),
            new Keyword("examples", Shape.TEXTS, "Tasks that show its use.", ""));

    public static final List<Keyword> OF_PARAMETER = List.of(
            new Keyword("description", Shape.TEXT, "What it means.", "the file"),
            new Keyword("type", Shape.TEXT, "One of " + String.join(", ", ParameterReader.TYPES) + ".", "path"),
            new Keyword("required", Shape.FLAG, "Whether it must be given.", "true"),
            new Keyword("default", Shape.ANYTHING, "What it is where it is left out.", "/etc/motd"),
            new Keyword("choices", Shape.TEXTS, "The words that it may be.", "[present, absent]"));

    private ModuleKeywords() {}
}
