package dev.plumbline.cli;

import dev.plumbline.api.value.HostName;
import dev.plumbline.cli.assembly.Loaded;
import dev.plumbline.cli.assembly.Playbooks;
import dev.plumbline.cli.assembly.Request;
import dev.plumbline.cli.assembly.Workspace;
import dev.plumbline.cli.options.OutputOptions;
import dev.plumbline.cli.options.PlaybookOptions;
import dev.plumbline.cli.options.ProjectOptions;
import dev.plumbline.cli.report.Purpose;
import dev.plumbline.cli.report.Report;
import dev.plumbline.cli.saved.PlanFileException;
import dev.plumbline.cli.saved.PlanKey;
import dev.plumbline.cli.saved.SavedPlan;
import dev.plumbline.cli.saved.SavedPlanReader;
import dev.plumbline.cli.saved.Selection;
import dev.plumbline.core.plan.HostPlan;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.project.Flags;
import dev.plumbline.core.promise.Objection;
import dev.plumbline.core.promise.Seal;
import dev.plumbline.core.yaml.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Applies a plan that was kept in a file: looks again, and does what was promised where the hosts and the files are as they were. */
final class ApplyingSaved {
    private final Surroundings surroundings;
    private final Path file;
    private final ProjectOptions project;
    private final PlaybookOptions part;
    private final OutputOptions output;

    ApplyingSaved(
            Surroundings surroundings, Path file, ProjectOptions project, PlaybookOptions part, OutputOptions output) {
        this.surroundings = surroundings;
        this.file = file;
        this.project = project;
        this.part = part;
        this.output = output;
    }

    /**
     * Does all of it.
     *
     * @param onlyUnaffected whether hosts that differ are left out, instead of refusing all
     */
    ExitCode run(boolean onlyUnaffected) throws InterruptedException {
        SavedPlanReader reader;
        try {
            reader = SavedPlanReader.read(surroundings.workingDirectory().resolve(file));
        } catch (PlanFileException e) {
            throw PlanFile.refused(e, ExitCode.WRONG);
        }
        SavedPlan saved = reader.plan();
        Preparation preparation = prepare(reader, saved.selection().limit());
        Seal seal = PlanFile.seal(preparation.workspace());
        List<Objection> objections = saved.basis()
                .objections(PlanFile.basis(
                        preparation, named(preparation), saved.basis().files().keySet(), seal));
        refuseUnless(
                onlyUnaffected
                        && objections.stream().allMatch(each -> each.host().isPresent()),
                objections);
        Set<HostName> affected = affected(objections);
        try (PlaybookRun run = PlaybookRun.start(preparation, surroundings, "apply")) {
            Report planned = run.look(Purpose.PLAN);
            List<Objection> found = saved.promise().objections(planned.plan(), seal);
            refuseUnless(onlyUnaffected, found);
            objections.addAll(found);
            affected.addAll(affected(found));
            if (affected.isEmpty()) {
                return Applying.apply(run, planned, saved.promise());
            }
        }
        objections.forEach(objection -> surroundings.err().println("left out: " + said(objection)));
        return rest(reader, seal, affected, objections);
    }

    /** The hosts that nothing was said against, and no other. */
    private ExitCode rest(SavedPlanReader reader, Seal seal, Set<HostName> affected, List<Objection> objections)
            throws InterruptedException {
        SavedPlan saved = reader.plan();
        List<String> unaffected = saved.report().plan().hosts().stream()
                .map(HostPlan::host)
                .filter(host -> !affected.contains(host))
                .map(HostName::value)
                .toList();
        refuseUnless(!unaffected.isEmpty(), objections);
        Preparation preparation = prepare(reader, Optional.of(String.join(":", unaffected)));
        try (PlaybookRun run = PlaybookRun.start(preparation, surroundings, "apply")) {
            Report planned = run.look(Purpose.PLAN);
            List<Objection> found = saved.promise().objections(planned.plan(), seal).stream()
                    .filter(objection -> objection.host().stream().noneMatch(affected::contains))
                    .toList();
            refuseUnless(false, found);
            return Applying.apply(run, planned, saved.promise());
        }
    }

    private static List<HostName> named(Preparation preparation) {
        return preparation.loaded().program().plays().stream()
                .flatMap(play -> play.hosts().stream())
                .distinct()
                .toList();
    }

    private static Set<HostName> affected(List<Objection> objections) {
        return objections.stream()
                .flatMap(objection -> objection.host().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void refuseUnless(boolean mayGoOn, List<Objection> objections) {
        if (mayGoOn || objections.isEmpty()) {
            return;
        }
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < objections.size(); i++) {
            problems.add(new Problem(
                    "plan.stale",
                    Optional.empty(),
                    said(objections.get(i)),
                    i < objections.size() - 1
                            ? ""
                            : "nothing was changed; plan again, and look at what it says"
                                    + (objections.stream()
                                                    .allMatch(
                                                            each -> each.host().isPresent())
                                            ? ", or apply the rest by --only-unaffected"
                                            : "")));
        }
        throw new CommandException(ExitCode.REFUSED, problems);
    }

    private static String said(Objection objection) {
        return objection.host().map(host -> host + ": ").orElse("") + objection.message();
    }

    private Preparation prepare(SavedPlanReader reader, Optional<String> limit) {
        Selection selection = reader.plan().selection();
        Path playbook = playbook(selection);
        Request request = new Request(playbook, limit, selection.tags(), selection.skipTags(), part.extraVariables());
        return Preparation.of(
                surroundings,
                Optional.of(playbook),
                project,
                flags(selection),
                output,
                (workspace, problems) -> load(reader, workspace, request, problems));
    }

    private Optional<Loaded> load(SavedPlanReader reader, Workspace workspace, Request request, Problems problems) {
        if (part.limit().isPresent()
                || !part.tags().isEmpty()
                || !part.skipTags().isEmpty()) {
            problems.add(
                    "usage.plan_file",
                    "a kept plan is applied as it is: it takes no --limit, --tags or --skip-tags",
                    "give them to 'plumb plan'");
        }
        requireOurs(reader, workspace);
        Set<String> missing = new TreeSet<>(reader.plan().basis().extra().keySet());
        missing.removeAll(Playbooks.extraVariables(workspace, request, problems).keySet());
        if (!missing.isEmpty()) {
            problems.add(
                    "usage.extra_vars",
                    "the plan was made with variables of -e, and no file keeps what they were: "
                            + String.join(", ", missing),
                    "give the same again");
            return Optional.empty();
        }
        String shown = reader.plan().selection().shown();
        return Playbooks.load(
                workspace,
                request,
                shown,
                Optional.ofNullable(request.playbook().getParent()),
                problems);
    }

    /** A plan that somebody else could have written approves nothing. */
    private void requireOurs(SavedPlanReader reader, Workspace workspace) {
        Seal seal = PlanFile.seal(workspace);
        if (!reader.isOf(seal)) {
            throw new CommandException(
                    ExitCode.REFUSED,
                    "plan.key",
                    file + " was made with another key, " + reader.plan().origin(),
                    "give both machines the same " + PlanKey.VARIABLE + ", or plan again here");
        }
        if (!reader.isWhole(seal)) {
            throw new CommandException(
                    ExitCode.REFUSED,
                    "plan.changed",
                    file + " was changed since it was made, " + reader.plan().origin(),
                    "plan again, and look at what it says");
        }
    }

    /** The playbook counts from the project's folder, which is this one or above it. */
    private Path playbook(Selection selection) {
        Path here = surroundings.workingDirectory().toAbsolutePath().normalize();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            Path playbook = folder.resolve(selection.playbook()).normalize();
            if (Files.isRegularFile(playbook)) {
                return playbook;
            }
        }
        return here.resolve(selection.playbook()).normalize();
    }

    private Flags flags(Selection selection) {
        Flags given = project.flags(output.isNoColor());
        return new Flags(
                given.inventory().isEmpty() ? selection.inventory() : given.inventory(),
                given.forks(),
                given.remoteUser(),
                given.privateKey(),
                given.connectTimeout(),
                selection.become(),
                selection.becomeUser(),
                given.noColor(),
                given.lockTimeout(),
                given.vaultIds(),
                given.vaultPasswordFile());
    }
}
