package dev.plumbline.cli;

import dev.plumbline.cli.assembly.Loaded;
import dev.plumbline.cli.assembly.Passwords;
import dev.plumbline.cli.assembly.Playbooks;
import dev.plumbline.cli.assembly.Request;
import dev.plumbline.cli.assembly.Workspace;
import dev.plumbline.cli.options.Destination;
import dev.plumbline.cli.options.OutputOptions;
import dev.plumbline.cli.options.PlaybookOptions;
import dev.plumbline.cli.options.ProjectOptions;
import dev.plumbline.cli.report.Palette;
import dev.plumbline.core.project.Color;
import dev.plumbline.core.project.Flags;
import dev.plumbline.core.project.Settings;
import dev.plumbline.core.yaml.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Everything that a command on a playbook needs, checked: all problems were found together, and no host was contacted.
 *
 * @param loaded the playbook and how its hosts are reached
 * @param reason why this is done, in the user's words
 */
record Preparation(
        Workspace workspace,
        Loaded loaded,
        Passwords passwords,
        List<Destination> destinations,
        Palette palette,
        OutputOptions output,
        Optional<String> reason) {

    /** Reads a playbook and all around it. */
    static Preparation of(
            Surroundings surroundings,
            Path playbook,
            ProjectOptions project,
            PlaybookOptions part,
            OutputOptions output) {
        return of(surroundings, playbook, project, part, part.limit(), output);
    }

    /** The same with another limit than that of the options. */
    static Preparation of(
            Surroundings surroundings,
            Path playbook,
            ProjectOptions project,
            PlaybookOptions part,
            Optional<String> limit,
            OutputOptions output) {
        Request request = new Request(playbook, limit, part.tags(), part.skipTags(), part.extraVariables());
        return of(
                surroundings,
                Optional.of(playbook),
                project,
                output,
                (workspace, problems) -> Playbooks.load(workspace, request, problems));
    }

    /** The same for a command that contacts no host, and so runs nothing for secrets either. */
    static Preparation ofLooking(
            Surroundings surroundings,
            Path playbook,
            ProjectOptions project,
            PlaybookOptions part,
            OutputOptions output) {
        Request request = new Request(playbook, part.limit(), part.tags(), part.skipTags(), part.extraVariables());
        return of(
                surroundings,
                Optional.of(playbook),
                project,
                output,
                (workspace, problems) -> Playbooks.load(workspace.withoutRunningForSecrets(), request, problems));
    }

    /** Reads the program of a command. */
    @FunctionalInterface
    interface Loading {
        /** Empty where problems were found. */
        Optional<Loaded> load(Workspace workspace, Problems problems);
    }

    static Preparation of(
            Surroundings surroundings,
            Optional<Path> playbook,
            ProjectOptions project,
            OutputOptions output,
            Loading loading) {
        return of(surroundings, playbook, project, project.flags(output.isNoColor()), output, loading);
    }

    /** The same with other flags than those of the options. */
    static Preparation of(
            Surroundings surroundings,
            Optional<Path> playbook,
            ProjectOptions project,
            Flags flags,
            OutputOptions output,
            Loading loading) {
        Problems problems = new Problems();
        List<Destination> destinations = output.destinations(surroundings.workingDirectory(), problems);
        Workspace workspace = Workspace.open(
                surroundings.workingDirectory(),
                surroundings.environment(),
                flags,
                playbook,
                new Prompt(surroundings)::password,
                problems);
        surroundings.err().print(ProblemText.warnings(workspace.warnings()));
        Optional<Loaded> loaded = loading.load(workspace, problems);
        problems.throwIfAny();
        if (output.isVerbose()) {
            loaded.ifPresent(found -> surroundings.err().print(ModuleText.brought(found.modules())));
        }
        return new Preparation(
                workspace,
                loaded.orElseThrow(),
                passwords(surroundings, project),
                destinations,
                palette(surroundings, workspace.settings()),
                output,
                project.reason());
    }

    static Palette palette(Surroundings surroundings, Settings settings) {
        Color color = settings.color().value();
        boolean coloured = switch (color) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> surroundings.terminals().out();
        };
        return coloured ? Palette.COLOURED : Palette.PLAIN;
    }

    static Passwords passwords(Surroundings surroundings, ProjectOptions options) {
        Prompt prompt = new Prompt(surroundings);
        Optional<Supplier<char[]>> login =
                options.isAskPassword() ? Optional.of(Passwords.of(prompt.password("SSH password"))) : Optional.empty();
        Optional<Supplier<char[]>> become = options.isAskBecomePassword()
                ? Optional.of(Passwords.of(prompt.password("sudo password")))
                : Optional.ofNullable(surroundings.environment().get(Workspace.BECOME_PASSWORD))
                        .map(given -> Passwords.of(given.toCharArray()));
        return new Passwords(login, become);
    }
}
