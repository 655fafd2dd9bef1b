package dev.plumbline.cli;

import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.HostName;
import dev.plumbline.api.value.Sha256;
import dev.plumbline.cli.assembly.Loaded;
import dev.plumbline.cli.assembly.Workspace;
import dev.plumbline.cli.options.PlaybookOptions;
import dev.plumbline.cli.options.ProjectOptions;
import dev.plumbline.cli.report.Report;
import dev.plumbline.cli.saved.PlanFileException;
import dev.plumbline.cli.saved.PlanKey;
import dev.plumbline.cli.saved.SavedPlan;
import dev.plumbline.cli.saved.SavedPlanWriter;
import dev.plumbline.cli.saved.Selection;
import dev.plumbline.core.journal.RunHeader;
import dev.plumbline.core.module.ModuleOrigin;
import dev.plumbline.core.plan.HostPlan;
import dev.plumbline.core.program.ShownPath;
import dev.plumbline.core.project.Origin;
import dev.plumbline.core.project.Settings;
import dev.plumbline.core.promise.Basis;
import dev.plumbline.core.promise.Promise;
import dev.plumbline.core.promise.Seal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The file that a plan is kept in. */
record PlanFile(Path file, Seal seal) {

    /** Makes sure, before any host is asked, that the file can be written and sealed. */
    static PlanFile open(Path named, Preparation preparation, Surroundings surroundings) {
        Path file = surroundings.workingDirectory().resolve(named);
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
            throw new CommandException(
                    ExitCode.WRONG,
                    "usage.out",
                    "the plan can't be written to " + named,
                    "name a file in a folder that exists");
        }
        return new PlanFile(file, seal(preparation.workspace()));
    }

    static Seal seal(Workspace workspace) {
        try {
            return PlanKey.seal(
                    workspace.environment(), workspace.settings().state().value());
        } catch (PlanFileException e) {
            throw refused(e, ExitCode.WRONG);
        }
    }

    static CommandException refused(PlanFileException why, ExitCode exit) {
        return new CommandException(exit, why.code(), String.valueOf(why.getMessage()), why.remedy());
    }

    /** Writes it; only its owner may read it. */
    void write(
            Preparation preparation, PlaybookOptions part, ProjectOptions project, RunHeader header, Report planned) {
        Workspace workspace = preparation.workspace();
        Settings settings = workspace.settings();
        Path playbook = workspace.workingDirectory().resolve(header.playbook()).normalize();
        SavedPlan plan = new SavedPlan(
                header.began().truncatedTo(ChronoUnit.SECONDS),
                header.by(),
                header.commit(),
                header.reason(),
                seal.name(),
                new Selection(
                        ShownPath.of(workspace.folder(), playbook),
                        header.playbook(),
                        project.inventory(),
                        part.limit(),
                        part.tags(),
                        part.skipTags(),
                        settings.become().value(),
                        Optional.of(settings.becomeUser().value())
                                .filter(any -> !(settings.becomeUser().origin() instanceof Origin.Default))),
                basis(preparation, planned),
                planned,
                Promise.of(planned.plan(), seal));
        try {
            VaultFile.write(file, Bytes.utf8(SavedPlanWriter.write(plan, seal)));
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "plan.unwritable",
                    "the plan can't be written to " + file + ": " + VaultFile.reason(e),
                    "look at the folder's permissions and the space on its disk");
        }
    }

    private Basis basis(Preparation preparation, Report planned) {
        return basis(
                preparation, planned.plan().hosts().stream().map(HostPlan::host).toList(), Set.of(), seal);
    }

    /**
     * What a playbook was made from.
     *
     * @param more names of files that it will be made from, once hosts were asked
     */
    static Basis basis(Preparation preparation, Iterable<HostName> hosts, Set<String> more, Seal seal) {
        Workspace workspace = preparation.workspace();
        Loaded loaded = preparation.loaded();
        SortedSet<Path> files = new TreeSet<>(loaded.filesRead().all());
        for (String name : loaded.modules().names()) {
            switch (loaded.modules().origin(name)) {
                case ModuleOrigin.Jar(Path jar) -> files.add(jar);
                case ModuleOrigin.File(Path file) -> files.add(file);
                case ModuleOrigin.Shipped shipped -> {}
            }
        }
        more.forEach(name -> files.add(workspace.folder().resolve(name).normalize()));
        TreeMap<String, String> digests = new TreeMap<>();
        files.stream()
                .filter(Files::isRegularFile)
                .forEach(file -> digests.put(ShownPath.of(workspace.folder(), file), digest(file, seal)));
        return Basis.of(digests, loaded.extra(), workspace.inventory(), hosts, seal);
    }

    private static String digest(Path file, Seal seal) {
        try {
            return seal.digest(Sha256.of(Files.readAllBytes(file)).hex()).substring(0, 32);
        } catch (IOException e) {
            return "unreadable";
        }
    }
}
