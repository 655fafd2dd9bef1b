package dev.plumbline.core.playbook;

import dev.plumbline.core.expression.Expressions;
import dev.plumbline.core.expression.TemplateFiles;
import dev.plumbline.core.function.ProjectFiles;
import dev.plumbline.core.module.ModuleFiles;
import dev.plumbline.core.yaml.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where what is written comes from, and where the names in it count from.
 *
 * @param directory of the file
 * @param open the files that are being read, each included by the one before
 * @param role whose it is
 * @param modules that tasks in it may name: a role may bring its own
 */
record Base(
        Path directory,
        List<Path> open,
        Optional<Role> role,
        Expressions expressions,
        ArgumentDecoder decoder,
        ModuleIndex modules) {

    /** A role: a folder with tasks, handlers and variables. */
    record Role(String name, Path folder) {
        Path in(String part) {
            return folder.resolve(part);
        }
    }

    Base {
        open = List.copyOf(open);
    }

    static Base of(PlaybookRequest request, Path playbook) {
        return of(request, playbook, Optional.empty());
    }

    private static Base of(PlaybookRequest request, Path directory, Optional<Role> role) {
        List<Path> templates = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        role.ifPresent(found -> {
            templates.add(found.in("templates"));
            files.add(found.in("files"));
        });
        templates.addAll(request.templateDirectories());
        files.addAll(request.fileDirectories());
        Path project = request.project().toAbsolutePath().normalize();
        Expressions expressions = new Expressions(
                new TemplateFiles(templates, project, request.filesRead()),
                new ProjectFiles(files, project, request.filesRead()),
                request.secrets());
        ArgumentDecoder decoder = new ArgumentDecoder(
                expressions, new LocalFiles(files, project, request.secrets().vault(), request.filesRead()));
        return new Base(directory, List.of(), role, expressions, decoder, request.modules());
    }

    /** While a role is read. */
    Base within(PlaybookRequest request, Role other, Problems problems) {
        Base inner = of(request, other.in("tasks"), Optional.of(other));
        Path project = request.project().toAbsolutePath().normalize();
        return new Base(
                inner.directory(),
                more(other.folder()),
                inner.role(),
                inner.expressions(),
                inner.decoder(),
                inner.modules().with(ModuleFiles.beside(other.folder(), project, problems), problems));
    }

    private List<Path> more(Path path) {
        List<Path> more = new ArrayList<>(open);
        more.add(path);
        return more;
    }

    /** While a file is read. */
    Base opening(Path file) {
        return new Base(Sources.parent(file), more(file), role, expressions, decoder, modules);
    }

    /** Where a file of one kind is looked for: a role's own first, then beside the file that names it, then beside the playbook. */
    List<Path> folders(String kind, Path playbook) {
        List<Path> folders = new ArrayList<>();
        role.ifPresent(found -> folders.add(found.in(kind)));
        folders.add(directory);
        role.ifPresent(found -> folders.add(found.folder()));
        folders.add(playbook.resolve(kind));
        folders.add(playbook);
        return folders;
    }
}
