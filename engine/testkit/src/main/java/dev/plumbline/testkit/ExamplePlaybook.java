package dev.plumbline.testkit;

import dev.plumbline.api.module.ModuleType;
import dev.plumbline.api.module.Parameter;
import dev.plumbline.api.module.ParameterType;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.inventory.InventoryLoader;
import dev.plumbline.core.inventory.LoadedInventory;
import dev.plumbline.core.playbook.ModuleIndex;
import dev.plumbline.core.playbook.PlaybookLoader;
import dev.plumbline.core.playbook.PlaybookRequest;
import dev.plumbline.core.program.Environment;
import dev.plumbline.core.program.Node;
import dev.plumbline.core.program.Program;
import dev.plumbline.core.program.Task;
import dev.plumbline.core.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A module's example as the playbook of a project of its own, with the files, handlers and variables that it names. */
final class ExamplePlaybook {
    private final ModuleType type;
    private final String example;
    private final Path project;

    ExamplePlaybook(ModuleType type, String example, Path project) {
        this.type = type;
        this.example = example;
        this.project = project;
    }

    /** Loads it and makes the module's value for the inventory's first host; throws what the loader would tell the user. */
    void evaluate(List<ModuleType> modules, String inventory) throws IOException {
        Files.writeString(project.resolve("inventory.yml"), inventory);
        Files.writeString(project.resolve("site.yml"), playbook());
        Problems problems = new Problems();
        LoadedInventory loaded =
                InventoryLoader.load(List.of("inventory.yml"), project, Optional.of(project), project, problems);
        problems.throwIfAny();
        Program program = PlaybookLoader.load(
                PlaybookRequest.of(project.resolve("site.yml"), project, loaded, ModuleIndex.of(modules)));
        HostName host = loaded.hosts().getFirst();
        for (Node node : program.plays().getFirst().tasks()) {
            if (node instanceof Task task) {
                task.state().evaluate(new Environment(host, Map.of(), Map.of()));
            }
        }
    }

    private String playbook() throws IOException {
        StringBuilder playbook = new StringBuilder("- hosts: all\n  tasks:\n");
        String tasks = example.strip();
        playbook.append("    ")
                .append((tasks.startsWith("- ") ? tasks : "- " + tasks.replace("\n", "\n  ")).replace("\n", "\n    "))
                .append('\n');
        Set<String> handlers = supply();
        if (!handlers.isEmpty()) {
            playbook.append("  handlers:\n");
        }
        for (String handler : handlers) {
            playbook.append("    - name: ").append(handler).append("\n      debug: {}\n");
        }
        return playbook.toString();
    }

    /** Makes the files that the example names; the handlers that it names. */
    private Set<String> supply() throws IOException {
        Set<String> handlers = new TreeSet<>();
        Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(example);
        for (Object task : document instanceof List<?> list ? list : List.of(document)) {
            if (task instanceof Map<?, ?> fields) {
                Object notified = fields.get("notify");
                (notified instanceof List<?> several ? several : notified == null ? List.of() : List.of(notified))
                        .forEach(handler -> handlers.add(String.valueOf(handler)));
                if (fields.get(type.name()) instanceof Map<?, ?> arguments) {
                    supply(arguments);
                }
            }
        }
        return handlers;
    }

    private void supply(Map<?, ?> arguments) throws IOException {
        for (Parameter parameter : type.parameters()) {
            String folder = switch (parameter.type()) {
                case ParameterType.File() -> "files";
                case ParameterType.Template() -> "templates";
                default -> "";
            };
            Object name = arguments.get(parameter.name());
            if (!folder.isEmpty() && name != null) {
                Path file = project.resolve(folder).resolve(name.toString());
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                Files.writeString(file, "example\n");
            }
        }
    }
}
