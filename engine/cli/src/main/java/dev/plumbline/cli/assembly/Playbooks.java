package dev.plumbline.cli.assembly;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.inventory.HostConnection;
import dev.plumbline.core.playbook.ModuleIndex;
import dev.plumbline.core.playbook.PlaybookLoader;
import dev.plumbline.core.playbook.PlaybookRequest;
import dev.plumbline.core.playbook.TagSelection;
import dev.plumbline.core.program.ProblemsException;
import dev.plumbline.core.program.Program;
import dev.plumbline.core.project.Origin;
import dev.plumbline.core.project.Settings;
import dev.plumbline.core.yaml.Problems;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads playbooks. */
public final class Playbooks {

    private Playbooks() {}

    /** Reads a playbook and how its hosts are reached. Empty where problems were found. */
    public static Optional<Loaded> load(Workspace workspace, Request request, Problems problems) {
        return load(workspace, request, request.playbook().toString(), problems);
    }

    /**
     * The same for a playbook that goes by another name.
     *
     * @param shown what the playbook is called
     */
    static Optional<Loaded> load(Workspace workspace, Request request, String shown, Problems problems) {
        Path file = workspace.workingDirectory().resolve(request.playbook()).normalize();
        Map<String, Definition> extra =
                ExtraVariables.read(request.extraVariables(), workspace.workingDirectory(), problems);
        if (workspace.isWithoutInventory()) {
            problems.add(Workspace.NO_INVENTORY);
            return Optional.empty();
        }
        Settings settings = workspace.settings();
        PlaybookRequest wanted = new PlaybookRequest(
                file,
                shown,
                workspace.root(file),
                workspace.inventory(),
                ModuleIndex.installed(),
                extra,
                new TagSelection(Set.copyOf(request.tags()), Set.copyOf(request.skipTags())),
                request.limit(),
                settings.become().value(),
                settings.becomeUser().origin() instanceof Origin.Default
                        ? Optional.empty()
                        : Optional.of(settings.becomeUser().value()));
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
        return problems.isEmpty() ? Optional.of(new Loaded(program, connections)) : Optional.empty();
    }
}
