package dev.plumbline.core.function;

import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.inventory.SecretNames;
import java.util.List;

/** What is looked up where the engine runs. Nothing is run for it, and what is found is data. */
final class Lookups {
    private Lookups() {}

    static Functions.Field field(ControlNode node) {
        return new Functions.Field(
                "Lookups",
                List.of(
                        Function.named(
                                        "file",
                                        Type.TEXT,
                                        "A file's text: in files/ beside the playbook, beside it, in the project's"
                                            + " files/, or by its path in the project. Secret if the file's name says"
                                            + " so.",
                                        arguments -> Data.of(text(node, arguments.text(0))))
                                .takes("name", Type.TEXT)
                                .keepingSecrecy(),
                        Function.named(
                                        "lines_of",
                                        Type.LIST,
                                        "The lines of a file, without their ends.",
                                        arguments -> Data.of(text(node, arguments.text(0)).lines().stream()
                                                .map(Data::of)
                                                .toList()))
                                .takes("name", Type.TEXT)
                                .keepingSecrecy(),
                        Function.named(
                                        "file_exists",
                                        Type.TRUTH,
                                        "Whether file() would find it.",
                                        arguments -> Data.of(node.exists(arguments.text(0))))
                                .takes("name", Type.TEXT),
                        Function.named(
                                        "files_like",
                                        Type.LIST,
                                        "The names of the files in one folder that a pattern matches, in alphabetical"
                                                + " order.",
                                        arguments -> Data.of(node.matching(arguments.text(0)).stream()
                                                .map(Data::of)
                                                .toList()))
                                .takes("pattern", Type.TEXT),
                        Function.named(
                                        "env",
                                        Type.TEXT,
                                        "A variable of the engine's environment, or nothing. Secret if its name says"
                                                + " so.",
                                        arguments -> node.environment(arguments.text(0))
                                                .map(value -> Data.of(guarded(arguments.text(0), value)))
                                                .orElse(Data.NOTHING))
                                .takes("name", Type.TEXT)
                                .keepingSecrecy()));
    }

    private static Text text(ControlNode node, String name) {
        String read = node.read(name);
        if (read.startsWith("$ANSIBLE_VAULT;")) {
            throw new FunctionException("'" + name + "' is encrypted", "Put it into vars_files, which are decrypted.");
        }
        return guarded(name.substring(name.lastIndexOf('/') + 1), read);
    }

    private static Text guarded(String name, String value) {
        int dot = name.lastIndexOf('.');
        boolean secret = SecretNames.isSecret(name) || SecretNames.isSecret(dot > 0 ? name.substring(0, dot) : name);
        return secret ? Text.secret(value) : Text.of(value);
    }
}
