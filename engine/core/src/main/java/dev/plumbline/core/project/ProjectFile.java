package dev.plumbline.core.project;

import dev.plumbline.core.program.Position;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.SourceFile;
import dev.plumbline.core.yaml.YamlNode;
import dev.plumbline.core.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code plumb.yml}: a flat mapping of settings.
 *
 * @param folder that holds it, absolute
 */
record ProjectFile(Path folder, Map<String, YamlNode.Entry> entries) {
    static final String NAME = "plumb.yml";

    static final List<String> SETTINGS = List.of(
            "inventory",
            "forks",
            "remote_user",
            "private_key",
            "connect_timeout",
            "keepalive",
            "known_hosts",
            "become",
            "become_user",
            "color",
            "roles_path",
            "state",
            "host_state",
            "lock_timeout",
            "vault_ids",
            "vault_password_file",
            "secrets",
            "modules");

    private static final List<String> NOT_YET = List.of("history", "runners");

    ProjectFile {
        entries = Map.copyOf(entries);
    }

    /** Finds the nearest file from a folder upwards; one that others could have written is passed over with a warning. */
    static Optional<ProjectFile> nearest(Path from, List<Problem> warnings, Problems problems) {
        for (Path folder = from; folder != null; folder = folder.getParent()) {
            Path file = folder.resolve(NAME);
            if (Files.exists(file)) {
                return read(folder, file, warnings, problems);
            }
        }
        return Optional.empty();
    }

    private static Optional<ProjectFile> read(Path folder, Path file, List<Problem> warnings, Problems problems) {
        byte[] content;
        try {
            Optional<String> suspicion = Ownership.suspicion(folder).map(why -> "its folder " + why);
            if (suspicion.isEmpty()) {
                suspicion = Ownership.suspicion(file).map(why -> "it " + why);
            }
            if (suspicion.isPresent()) {
                warnings.add(new Problem(
                        "project.untrusted",
                        Optional.empty(),
                        file + " is ignored: " + suspicion.get(),
                        "Make folder and file your own, and let nobody else write there."));
                return Optional.empty();
            }
            content = SourceFile.bytes(file);
        } catch (IOException unreadable) {
            problems.add("project.unreadable", file + " can't be read", "Check its permissions.");
            return Optional.empty();
        }
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        YamlReader.read(NAME, content, problems)
                .ifPresent(document -> entries(document, problems).forEach(entry -> entries.put(entry.key(), entry)));
        return Optional.of(new ProjectFile(folder, entries));
    }

    private static List<YamlNode.Entry> entries(YamlNode document, Problems problems) {
        if (document instanceof YamlNode.Scalar scalar && scalar.isNothing()) {
            return List.of();
        }
        if (!(document instanceof YamlNode.Mapping settings)) {
            problems.add(
                    "project.type",
                    document.at(),
                    "a plumb.yml is a mapping of settings, but this is " + document.kind(),
                    "Write, for example: inventory: inventory.yml");
            return List.of();
        }
        List<YamlNode.Entry> known = new ArrayList<>();
        for (YamlNode.Entry entry : settings.entries()) {
            if (SETTINGS.contains(entry.key())) {
                known.add(entry);
            } else if (NOT_YET.contains(entry.key())) {
                problems.add(
                        "project.unsupported",
                        entry.keyAt(),
                        "the setting '" + entry.key() + "' is not supported yet",
                        "Take it away for now.");
            } else {
                problems.add(
                        "project.unknown",
                        entry.keyAt(),
                        "there is no setting '" + entry.key() + "'",
                        NearestName.hint(entry.key(), SETTINGS, "plumb config shows all that there are."));
            }
        }
        return known;
    }

    /** A setting's words, one or a list of them, with their places; empty where it isn't set. */
    Optional<List<Word>> words(String name, Problems problems) {
        YamlNode.Entry entry = entries.get(name);
        if (entry == null) {
            return Optional.empty();
        }
        List<YamlNode> nodes =
                entry.value() instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(entry.value());
        List<Word> words = new ArrayList<>();
        for (YamlNode node : nodes) {
            if (node instanceof YamlNode.Scalar scalar && !scalar.isNothing()) {
                words.add(new Word(scalar.text(), scalar.at()));
            } else {
                problems.add(
                        "project.type",
                        node.at(),
                        "'" + name + "' should be one word or a list of words, but this is " + node.kind(),
                        "Write it on one line: " + name + ": value");
            }
        }
        return words.isEmpty() ? Optional.empty() : Optional.of(words);
    }

    /** A setting that is a mapping, or whatever else stands there; empty where it isn't set. */
    Optional<YamlNode.Entry> entry(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    record Word(String text, Position at) {}
}
