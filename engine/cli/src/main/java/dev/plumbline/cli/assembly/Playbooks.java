package dev.plumbline.cli.assembly;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.inventory.HostConnection;
import dev.plumbline.core.module.FoundModule;
import dev.plumbline.core.playbook.ModuleIndex;
import dev.plumbline.core.playbook.PlaybookLoader;
import dev.plumbline.core.playbook.PlaybookRequest;
import dev.plumbline.core.playbook.TagSelection;
import dev.plumbline.core.playbook.UnusedVariables;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.program.ProblemsException;
import dev.plumbline.core.program.Program;
import dev.plumbline.core.project.Origin;
import dev.plumbline.core.project.Settings;
import dev.plumbline.core.yaml.FilesRead;
import dev.plumbline.core.yaml.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads playbooks. */
public final class Playbooks {

    /** The program's own folder, as the launcher says it; the roles that come with it lie there. */
    private static final String HOME = "plumb.home";

    private Playbooks() {}

    /** Reads a playbook and how its hosts are reached. Empty where problems were found. */
    public static Optional<Loaded> load(Workspace workspace, Request request, Problems problems) {
        Path file = workspace.workingDirectory().resolve(request.playbook()).normalize();
        return load(workspace, request, request.playbook().toString(), Optional.ofNullable(file.getParent()), problems);
    }

    /**
     * The same for a playbook that goes by another name.
     *
     * @param shown what the playbook is called
     * @param beside where modules of its own may lie; never a folder that everybody may write to
     */
    public static Optional<Loaded> load(
            Workspace workspace, Request request, String shown, Optional<Path> beside, Problems problems) {
        return load(workspace, request, shown, beside, List.of(), problems);
    }

    /** The same with modules that only this playbook has. */
    static Optional<Loaded> load(
            Workspace workspace,
            Request request,
            String shown,
            Optional<Path> beside,
            List<FoundModule> own,
            Problems problems) {
        Path file = workspace.workingDirectory().resolve(request.playbook()).normalize();
        Map<String, Definition> extra = extraVariables(workspace, request, problems);
        if (workspace.isWithoutInventory()) {
            problems.add(Workspace.NO_INVENTORY);
            return Optional.empty();
        }
        ModuleIndex modules = ProjectModules.of(workspace.project(), beside, ProjectModules.Jars.LOADED, problems)
                .with(own, problems);
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        PlaybookRequest wanted = request(
                workspace,
                file,
                shown,
                modules,
                extra,
                new TagSelection(Set.copyOf(request.tags()), Set.copyOf(request.skipTags())),
                request.limit());
        Program program;
        try {
            program = PlaybookLoader.load(wanted);
        } catch (ProblemsException e) {
            e.problems().forEach(problems::add);
            return Optional.empty();
        }
        if (request.limit().isPresent()
                && program.plays().stream().allMatch(play -> play.hosts().isEmpty())) {
            problems.add(
                    "playbook.no_host",
                    "no play of " + shown + " is for a host within the limit '"
                            + request.limit().get() + "'",
                    "'plumb plan " + shown + " --list-hosts' shows the hosts of each play");
        }
        Map<HostName, HostConnection> connections =
                new Connections(workspace, extra, Optional.ofNullable(file.getParent())).of(program.hosts(), problems);
        return problems.isEmpty()
                ? Optional.of(new Loaded(program, connections, modules, extra, wanted.filesRead()))
                : Optional.empty();
    }

    /** The variables of {@code -e}. */
    public static Map<String, Definition> extraVariables(Workspace workspace, Request request, Problems problems) {
        return ExtraVariables.read(
                request.extraVariables(),
                workspace.workingDirectory(),
                workspace.secrets().vault(),
                problems);
    }

    /** The project's folders of roles, and then those that come with the program. */
    private static List<Path> rolesPath(Settings settings) {
        List<Path> folders = new ArrayList<>(settings.rolesPath().value());
        Optional.ofNullable(System.getProperty(HOME))
                .map(home -> Path.of(home, "playbooks", "roles"))
                .ifPresent(folders::add);
        return folders;
    }

    /** Warnings of variables that a playbook, which could be loaded, sets for itself and names nowhere. */
    public static List<Problem> unusedVariables(Workspace workspace, Request request) {
        Path file = workspace.workingDirectory().resolve(request.playbook()).normalize();
        Map<String, Definition> extra = extraVariables(workspace, request, new Problems());
        return UnusedVariables.of(request(
                workspace,
                file,
                request.playbook().toString(),
                modules(workspace, file),
                extra,
                TagSelection.ALL,
                Optional.empty()));
    }

    /** The modules that a playbook may use, as far as they can be loaded. */
    static ModuleIndex modules(Workspace workspace, Path playbook) {
        return ProjectModules.of(
                workspace.project(),
                Optional.ofNullable(playbook.getParent()),
                ProjectModules.Jars.LOADED,
                new Problems());
    }

    /** A playbook, with the project's settings. */
    static PlaybookRequest request(
            Workspace workspace,
            Path file,
            String shown,
            ModuleIndex modules,
            Map<String, Definition> extra,
            TagSelection tags,
            Optional<String> limit) {
        Settings settings = workspace.settings();
        return new PlaybookRequest(
                file,
                shown,
                workspace.root(file),
                workspace.inventory(),
                modules,
                extra,
                tags,
                limit,
                settings.become().value(),
                settings.becomeUser().origin() instanceof Origin.Default
                        ? Optional.empty()
                        : Optional.of(settings.becomeUser().value()),
                rolesPath(settings),
                workspace.secrets(),
                new FilesRead());
    }
}
