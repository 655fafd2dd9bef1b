package dev.plumbline.core.module;

import dev.plumbline.api.module.ModuleApi;
import dev.plumbline.api.module.ModuleType;
import dev.plumbline.api.value.Sha256;
import dev.plumbline.core.yaml.Problems;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Loads the modules of a jar. It is read once: what was hashed is what runs. */
public final class JarModules {
    /** A jar with more than these bytes, unpacked, is refused. */
    public static final int LARGEST = 64 << 20;

    private final ModuleJar jar;
    private final Problems problems;

    private JarModules(ModuleJar jar, Problems problems) {
        this.jar = jar;
        this.problems = problems;
    }

    /** The modules that a jar's index names; none where something is wrong with it, which {@code problems} tells. */
    public static List<FoundModule> load(ModuleJar jar, Problems problems) {
        return new JarModules(jar, problems).load();
    }

    private List<FoundModule> load() {
        return bytes().filter(this::isTheOneMeant)
                .flatMap(this::entries)
                .map(this::modules)
                .orElseGet(List::of);
    }

    private Optional<byte[]> bytes() {
        try {
            return Optional.of(Files.readAllBytes(jar.path()));
        } catch (NoSuchFileException e) {
            problem("module.jar.missing", "there is no jar " + jar, "Build it, or correct its path.");
        } catch (IOException e) {
            problem("module.jar.unreadable", jar + " can't be read", "Name a file that you can read.");
        }
        return Optional.empty();
    }

    private boolean isTheOneMeant(byte[] content) {
        Sha256 found = Sha256.of(content);
        if (found.equals(jar.sha256())) {
            return true;
        }
        problem(
                "module.jar.hash",
                jar + " has the hash " + found + ", and not the one that is declared: nothing of it was run",
                "Get the jar that was meant; or, if this is it, write sha256: " + found);
        return false;
    }

    private Optional<Map<String, byte[]>> entries(byte[] content) {
        Map<String, byte[]> entries = new HashMap<>();
        long size = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] bytes = zip.readNBytes(LARGEST + 1);
                size += bytes.length;
                if (size > LARGEST) {
                    problem(
                            "module.jar.unreadable",
                            jar + " holds more than " + LARGEST + " bytes",
                            "Make it smaller.");
                    return Optional.empty();
                }
                entries.put(entry.getName(), bytes);
            }
        } catch (IOException e) {
            entries.clear();
        }
        if (entries.isEmpty()) {
            problem("module.jar.unreadable", jar + " is no jar", "Name a jar of modules.");
            return Optional.empty();
        }
        return Optional.of(entries);
    }

    private List<FoundModule> modules(Map<String, byte[]> entries) {
        List<String> names = lines(entries, ModuleApi.INDEX);
        String version = String.join("", lines(entries, ModuleApi.MARK));
        if (names.isEmpty() || version.isEmpty()) {
            problem(
                    "module.jar.no_index",
                    jar + " names no modules",
                    "Compile it with plumbline-processor on the processor path; 'plumb new module NAME' shows how.");
            return List.of();
        }
        if (!version.equals(Integer.toString(ModuleApi.VERSION))) {
            problem(
                    "module.jar.api",
                    jar + " was compiled for version " + version + " of the module API, and this is version "
                            + ModuleApi.VERSION,
                    "Compile it again beside this plumb.");
            return List.of();
        }
        JarLoader loader = new JarLoader(jar.path().toString(), entries);
        List<FoundModule> found = new ArrayList<>();
        for (String name : names) {
            type(loader, name)
                    .ifPresent(type -> found.add(new FoundModule(type, new ModuleOrigin.Jar(jar.path()), jar.at())));
        }
        return found;
    }

    private Optional<ModuleType> type(JarLoader loader, String name) {
        try {
            return Optional.of(Class.forName(name, true, loader)
                    .asSubclass(ModuleType.class)
                    .getConstructor()
                    .newInstance());
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            problem(
                    "module.jar.broken",
                    name + " of " + jar + " can't be loaded: " + cause,
                    "Compile it again beside this plumb. A module sees the JDK, dev.plumbline.api and its own jar"
                            + " only.");
            return Optional.empty();
        }
    }

    private static List<String> lines(Map<String, byte[]> entries, String resource) {
        return new String(entries.getOrDefault(resource, new byte[0]), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    private void problem(String code, String message, String remedy) {
        problems.add(code, jar.at(), message, remedy);
    }
}
