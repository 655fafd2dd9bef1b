package dev.plumbline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.plumbline.api.module.ModuleType;
import dev.plumbline.api.module.Parameter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What all modules of a project must be; its test extends this and says where the pages of their documentation lie. With
 * {@code -Dupdate-docs} the pages are written, otherwise compared.
 */
public abstract class ModuleTypeContract {

    /** The folder of the pages; the module {@code copy} has {@code copy.md} there. */
    protected abstract Path documentation();

    /** The modules that are held to the contract: all that are found. */
    protected List<ModuleType> types() {
        return ServiceLoader.load(ModuleType.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /** A YAML inventory with the hosts, groups and variables that examples name. */
    protected String inventory() {
        return "all: { hosts: { host1: } }\n";
    }

    @Test
    void eachNameIsThereOnce() {
        assertThat(types().stream().map(ModuleType::name)).isNotEmpty().doesNotHaveDuplicates();
    }

    @TestFactory
    Stream<DynamicTest> examplesAreTasks() {
        return types().stream()
                .map(type -> DynamicTest.dynamicTest(type.name(), () -> {
                    for (String example : type.examples()) {
                        requireTask(type, example);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> examplesMakeTheModulesValue(@TempDir Path folder) {
        List<ModuleType> types = types();
        return types.stream()
                .map(type -> DynamicTest.dynamicTest(type.name(), () -> {
                    for (String example : type.examples()) {
                        Path project = Files.createTempDirectory(folder, type.name());
                        new ExamplePlaybook(type, example, project).evaluate(types, inventory());
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> summariesAreOneSentence() {
        return types().stream()
                .map(type -> DynamicTest.dynamicTest(
                        type.name(),
                        () -> assertThat(type.summary()).endsWith(".").doesNotContain("\n")));
    }

    @Test
    void pagesSayWhatTheCodeSays() throws IOException {
        Map<String, String> wanted = pages(types());
        if (System.getProperty("update-docs") != null) {
            write(wanted);
        }
        Map<String, String> there = present();
        Set<String> names = new TreeSet<>(wanted.keySet());
        names.addAll(there.keySet());
        assertThat(names.stream().filter(name -> !Objects.equals(wanted.get(name), there.get(name))))
                .as("pages in %s that differ; -Dupdate-docs writes them", documentation())
                .isEmpty();
    }

    /** Fails where an example, a task or several, doesn't use the module with parameters that it has. */
    static void requireTask(ModuleType type, String example) {
        Object tasks;
        try {
            tasks = new Yaml(new SafeConstructor(new LoaderOptions())).load(example);
        } catch (YAMLException e) {
            fail("an example of '%s' is no YAML: %s", type.name(), e.getMessage());
            return;
        }
        List<?> all = tasks instanceof List<?> list ? list : List.of(tasks);
        List<?> uses = all.stream()
                .map(task -> task instanceof Map<?, ?> map ? map.get(type.name()) : null)
                .filter(Objects::nonNull)
                .toList();
        assertThat(uses)
                .as("tasks in an example of '%s' that use it", type.name())
                .isNotEmpty();
        uses.forEach(arguments -> requireParameters(type, arguments));
    }

    private static void requireParameters(ModuleType type, Object arguments) {
        if (!(arguments instanceof Map<?, ?> given)) {
            fail("an example of '%s' gives it no parameters", type.name());
            return;
        }
        Set<String> known = new HashSet<>();
        Set<String> required = new HashSet<>();
        for (Parameter parameter : type.parameters()) {
            known.add(parameter.name());
            if (parameter.required()) {
                required.add(parameter.name());
            }
        }
        assertThat(known).as("parameters of '%s'", type.name()).containsAll(strings(given.keySet()));
        assertThat(strings(given.keySet()))
                .as("parameters in an example of '%s'", type.name())
                .containsAll(required);
    }

    private static List<String> strings(Set<?> keys) {
        return keys.stream().map(String::valueOf).toList();
    }

    private static Map<String, String> pages(List<ModuleType> types) {
        Map<String, String> pages = new TreeMap<>();
        Map<String, String> summaries = new TreeMap<>();
        for (ModuleType type : types) {
            pages.put(type.name() + ".md", ModulePage.markdown(type));
            summaries.put(type.name(), type.summary());
        }
        StringBuilder index = new StringBuilder("# Modules\n\n| module | |\n|---|---|\n");
        summaries.forEach((name, summary) -> index.append("| [%s](%s.md) | %s |\n".formatted(name, name, summary)));
        pages.put("README.md", index.toString());
        return pages;
    }

    private void write(Map<String, String> pages) throws IOException {
        Files.createDirectories(documentation());
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Files.writeString(documentation().resolve(page.getKey()), page.getValue());
        }
        for (String name : present().keySet()) {
            if (!pages.containsKey(name)) {
                Files.delete(documentation().resolve(name));
            }
        }
    }

    private Map<String, String> present() throws IOException {
        Map<String, String> pages = new TreeMap<>();
        if (!Files.isDirectory(documentation())) {
            return pages;
        }
        try (Stream<Path> files = Files.list(documentation())) {
            files.forEach(file -> pages.put(file.getFileName().toString(), read(file)));
        }
        return pages;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
