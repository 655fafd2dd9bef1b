package dev.plumbline.cli.assembly;

import dev.plumbline.core.module.FoundModule;
import dev.plumbline.core.module.ModuleOrigin;
import dev.plumbline.core.program.Position;
import dev.plumbline.core.undo.UndoType;
import dev.plumbline.core.yaml.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A run's reverse, as a playbook: one play for each user who changed something.
 *
 * @param run its name
 * @param hosts a pattern
 * @param users who changed something, empty for the login user; none where nobody knows, and then it is as the options say
 */
public record Undoing(String run, String hosts, Collection<Optional<String>> users) {

    /** Loads it. Empty where problems were found. */
    public Optional<Loaded> load(Workspace workspace, Optional<String> limit, Problems problems) {
        StringBuilder text = new StringBuilder();
        if (users.isEmpty()) {
            play("", text);
        }
        users.forEach(user -> play(
                user.map(name -> "  become: true\n  become_user: " + AdHoc.literal(name) + "\n")
                        .orElse("  become: false\n"),
                text));
        try {
            Path file = Files.createTempFile("plumb-undo", ".yml");
            try {
                Files.writeString(file, text);
                return Playbooks.load(
                        workspace,
                        new Request(file, limit, List.of(), List.of(), List.of()),
                        "undo " + run,
                        Optional.empty(),
                        List.of(new FoundModule(
                                new UndoType(), new ModuleOrigin.Shipped(), new Position("undo", 1, 1))),
                        problems);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void play(String become, StringBuilder text) {
        text.append("- name: undo\n  hosts: ")
                .append(AdHoc.quoted(hosts))
                .append('\n')
                .append(become)
                .append("  tasks:\n    - name: What it changed\n      undo: { run: ")
                .append(AdHoc.literal(run))
                .append(" }\n");
    }
}
