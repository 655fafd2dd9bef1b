package dev.plumbline.core.playbook;

import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.inventory.Inventory;
import dev.plumbline.core.secret.Secrets;
import dev.plumbline.core.yaml.FilesRead;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be loaded, and how the command line narrows it.
 *
 * @param playbook the file
 * @param shown the file as the user named it
 * @param project the folder that templates and files may not lie outside of
 * @param extra the variables of {@code -e}
 * @param limit a pattern of hosts; others are left out of every play
 * @param become whether all is done as another user where nothing closer says otherwise: {@code -b}
 * @param becomeUser {@code --become-user}
 * @param rolesPath folders with roles, after {@code roles/} beside the playbook
 * @param secrets opens what is encrypted, and answers {@code secret('NAME')}
 * @param filesRead is told of each file that the program is made from
 */
public record PlaybookRequest(
        Path playbook,
        String shown,
        Path project,
        Inventory inventory,
        ModuleIndex modules,
        Map<String, Definition> extra,
        TagSelection tags,
        Optional<String> limit,
        boolean become,
        Optional<String> becomeUser,
        List<Path> rolesPath,
        Secrets secrets,
        FilesRead filesRead) {

    public PlaybookRequest {
        extra = Map.copyOf(extra);
        rolesPath = List.copyOf(rolesPath);
    }

    /** With no roles but those beside the playbook, and no secrets. */
    public PlaybookRequest(
            Path playbook,
            String shown,
            Path project,
            Inventory inventory,
            ModuleIndex modules,
            Map<String, Definition> extra,
            TagSelection tags,
            Optional<String> limit,
            boolean become,
            Optional<String> becomeUser) {
        this(
                playbook,
                shown,
                project,
                inventory,
                modules,
                extra,
                tags,
                limit,
                become,
                becomeUser,
                List.of(),
                Secrets.none(),
                new FilesRead());
    }

    public PlaybookRequest withRolesPath(List<Path> folders) {
        return new PlaybookRequest(
                playbook,
                shown,
                project,
                inventory,
                modules,
                extra,
                tags,
                limit,
                become,
                becomeUser,
                folders,
                secrets,
                filesRead);
    }

    /** The same for another playbook. */
    PlaybookRequest of(Path otherPlaybook, String otherShown) {
        return new PlaybookRequest(
                otherPlaybook,
                otherShown,
                project,
                inventory,
                modules,
                extra,
                tags,
                limit,
                become,
                becomeUser,
                rolesPath,
                secrets,
                filesRead);
    }

    List<Path> roleDirectories() {
        List<Path> directories = new ArrayList<>();
        directories.add(directory().resolve("roles"));
        directories.addAll(rolesPath);
        return directories;
    }

    /** A playbook with nothing said on the command line. */
    public static PlaybookRequest of(Path playbook, Path project, Inventory inventory, ModuleIndex modules) {
        return new PlaybookRequest(
                playbook,
                playbook.toString(),
                project,
                inventory,
                modules,
                Map.of(),
                TagSelection.ALL,
                Optional.empty(),
                false,
                Optional.empty());
    }

    Path directory() {
        Path parent = playbook.toAbsolutePath().normalize().getParent();
        return parent == null ? Path.of("/") : parent;
    }

    List<Path> templateDirectories() {
        return List.of(
                directory().resolve("templates"),
                project.toAbsolutePath().normalize().resolve("templates"));
    }

    List<Path> fileDirectories() {
        return List.of(
                directory().resolve("files"),
                directory(),
                project.toAbsolutePath().normalize().resolve("files"));
    }
}
