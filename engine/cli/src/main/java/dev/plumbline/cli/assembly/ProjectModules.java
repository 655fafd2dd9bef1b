package dev.plumbline.cli.assembly;

import dev.plumbline.core.module.FoundModule;
import dev.plumbline.core.module.JarModules;
import dev.plumbline.core.module.ModuleFiles;
import dev.plumbline.core.playbook.ModuleIndex;
import dev.plumbline.core.project.Project;
import dev.plumbline.core.yaml.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The modules that a playbook can name: ours, those of the jars that {@code plumb.yml} names, and files of YAML beside both. */
public final class ProjectModules {

    /** Whether code of the project's may run on this machine. */
    public enum Jars {
        LOADED,
        /** Nothing of them is read; what they hold is unknown. */
        LEFT
    }

    private ProjectModules() {}

    /**
     * All modules.
     *
     * @param beside the folder of a playbook
     * @param problems takes what is wrong with them; those that are right are there nevertheless
     */
    public static ModuleIndex of(Project project, Optional<Path> beside, Jars jars, Problems problems) {
        List<FoundModule> brought = new ArrayList<>();
        if (jars == Jars.LOADED) {
            project.settings().modules().value().forEach(jar -> brought.addAll(JarModules.load(jar, problems)));
        }
        Set<Path> folders = new LinkedHashSet<>();
        beside.map(Path::normalize).ifPresent(folders::add);
        project.folder().map(Path::normalize).ifPresent(folders::add);
        folders.forEach(folder -> brought.addAll(ModuleFiles.beside(folder, project.base(), problems)));
        return ModuleIndex.installed().with(brought, problems);
    }
}
