package dev.plumbline.core.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.core.program.Problem;
import dev.plumbline.core.vault.Vault;
import dev.plumbline.core.yaml.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Inventories of tests, laid out in a directory of their own. */
final class Inventories {
    private final Path directory;

    Inventories(Path directory) {
        this.directory = directory;
    }

    Inventories file(String name, String content) {
        try {
            Path file = directory.resolve(name);
            Path parent = file.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(file, content);
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A program that is an inventory. */
    Inventories program(String name, String script) {
        file(name, script);
        assertThat(directory.resolve(name).toFile().setExecutable(true)).isTrue();
        return this;
    }

    InventoryProgram programs() {
        return new InventoryProcess(directory, Map.of("PATH", "/usr/bin:/bin"), Duration.ofSeconds(20));
    }

    Path directory() {
        return directory;
    }

    LoadedInventory load(String... sources) {
        Problems problems = new Problems();
        LoadedInventory loaded =
                InventoryLoader.load(List.of(sources), directory, Optional.empty(), directory, problems);
        assertThat(problems.list()).isEmpty();
        return loaded;
    }

    LoadedInventory loadWithPrograms(String... sources) {
        Problems problems = new Problems();
        LoadedInventory loaded = InventoryLoader.load(
                List.of(sources), directory, Optional.empty(), directory, Vault.withoutKeys(), programs(), problems);
        assertThat(problems.list()).isEmpty();
        return loaded;
    }

    /** What is wrong where programs are run by a runner, each as {@code code file:line:column message}. */
    List<String> problems(InventoryProgram programs, String... sources) {
        Problems problems = new Problems();
        InventoryLoader.load(
                List.of(sources), directory, Optional.empty(), directory, Vault.withoutKeys(), programs, problems);
        return problems.list().stream()
                .map(problem -> shortened(problem) + " " + problem.message())
                .toList();
    }

    LoadedInventory loadBeside(Path playbookDirectory, String... sources) {
        Problems problems = new Problems();
        LoadedInventory loaded =
                InventoryLoader.load(List.of(sources), directory, Optional.of(playbookDirectory), directory, problems);
        assertThat(problems.list()).isEmpty();
        return loaded;
    }

    /** What is wrong, each as {@code code file:line:column}. */
    List<String> problems(String... sources) {
        Problems problems = new Problems();
        InventoryLoader.load(List.of(sources), directory, Optional.empty(), directory, problems);
        return problems.list().stream().map(Inventories::shortened).toList();
    }

    static String shortened(Problem problem) {
        return problem.code() + problem.at().map(at -> " " + at).orElse("");
    }
}
