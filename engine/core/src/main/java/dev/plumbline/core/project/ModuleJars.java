package dev.plumbline.core.project;

import dev.plumbline.api.value.Sha256;
import dev.plumbline.core.module.ModuleJar;
import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The setting {@code modules}: jars, each with the hash that it must have. */
final class ModuleJars {
    private static final List<String> KEYS = List.of("jar", "sha256");
    private static final String FORM = "Write - { jar: FILE, sha256: HASH }.";

    private ModuleJars() {}

    /** Empty where it isn't set. */
    static Optional<Setting<List<ModuleJar>>> of(ProjectFile project, Problems problems) {
        return Optional.ofNullable(project.entries().get("modules")).map(entry -> {
            List<ModuleJar> jars = new ArrayList<>();
            if (entry.value() instanceof YamlNode.Sequence sequence) {
                sequence.items()
                        .forEach(item -> jar(item, project.folder(), problems).ifPresent(jars::add));
            } else {
                problems.add(
                        "project.type",
                        entry.value().at(),
                        "'modules' should be a list of jars, but this is "
                                + entry.value().kind(),
                        FORM);
            }
            return new Setting<>(List.copyOf(jars), new Origin.ProjectFile(entry.keyAt()));
        });
    }

    private static Optional<ModuleJar> jar(YamlNode node, Path folder, Problems problems) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            problems.add("project.type", node.at(), "a jar needs its hash beside it, and this is " + node.kind(), FORM);
            return Optional.empty();
        }
        for (YamlNode.Entry entry : mapping.entries()) {
            if (!KEYS.contains(entry.key())) {
                problems.add(
                        "project.unknown",
                        entry.keyAt(),
                        "a jar of 'modules' has no '" + entry.key() + "'",
                        NearestName.hint(entry.key(), KEYS, FORM));
            }
        }
        Optional<YamlNode.Scalar> jar = word(mapping, "jar");
        if (jar.isEmpty()) {
            problems.add("project.value", mapping.at(), "an entry of 'modules' names no jar", FORM);
            return Optional.empty();
        }
        Path path = folder.resolve(jar.get().text()).normalize();
        return hash(mapping, path, problems)
                .map(hash -> new ModuleJar(path, hash, jar.get().at()));
    }

    private static Optional<Sha256> hash(YamlNode.Mapping mapping, Path jar, Problems problems) {
        Optional<YamlNode.Scalar> written = word(mapping, "sha256");
        if (written.isEmpty()) {
            problems.add(
                    "project.value",
                    mapping.at(),
                    "the jar " + jar.getFileName() + " of 'modules' has no sha256, and would run whatever lies there",
                    actual(jar)
                            .map(hash -> "If what lies there now is what you mean, add sha256: " + hash)
                            .orElse(FORM));
            return Optional.empty();
        }
        try {
            return Optional.of(new Sha256(written.get().text().toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            problems.add(
                    "project.value", written.get().at(), String.valueOf(e.getMessage()), "'sha256sum FILE' prints it.");
            return Optional.empty();
        }
    }

    private static Optional<Sha256> actual(Path jar) {
        try {
            return Optional.of(Sha256.of(Files.readAllBytes(jar)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<YamlNode.Scalar> word(YamlNode.Mapping mapping, String key) {
        return mapping.get(key)
                .filter(node -> node instanceof YamlNode.Scalar scalar && !scalar.isNothing())
                .map(YamlNode.Scalar.class::cast);
    }
}
