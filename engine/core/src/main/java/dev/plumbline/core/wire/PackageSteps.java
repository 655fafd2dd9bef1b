package dev.plumbline.core.wire;

import dev.plumbline.api.action.Action.InstallPackages;
import dev.plumbline.api.action.Action.RemovePackages;
import dev.plumbline.core.exchange.StepOutcome;
import dev.plumbline.core.exchange.StepOutcome.Done;
import dev.plumbline.core.exchange.StepOutcome.Failed;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Packages by the host's own package manager. */
final class PackageSteps {
    /** Names and versions as apt, dnf and apk take them; a last dash would tell apt to remove. */
    private static final Pattern WANTED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+._:~=@-]*(?<!-)");

    private PackageSteps() {}

    static Step install(InstallPackages install) {
        return step("install", "plumb_install " + (install.refreshIndex() ? 1 : 0), install.names());
    }

    static Step remove(RemovePackages remove) {
        return step("remove", "plumb_uninstall " + (remove.purge() ? 1 : 0), remove.names());
    }

    private static Step step(String verb, String function, List<String> names) {
        for (String name : names) {
            if (!WANTED.matcher(name).matches()) {
                return CommandSteps.impossible(
                        "package.not_found", "'" + Quote.shown(name) + "' is not a package's name", "correct the name");
            }
        }
        if (names.isEmpty()) {
            return FileSteps.nothing();
        }
        String summary = verb + " " + String.join(" ", names);
        return new Step(
                function + " " + Quote.words(names),
                Optional.empty(),
                true,
                Optional.of(summary),
                said -> outcome(summary, said));
    }

    static StepOutcome outcome(String summary, Section said) {
        if (!said.ended()) {
            return new StepOutcome.Unknown("its end was not seen");
        }
        if (said.succeeded()) {
            return new Done(Optional.empty());
        }
        String all = Section.text(said.output()) + "\n" + said.errorText();
        String why = telling(all).orElse(said.lastError());
        if (any(
                all,
                "Could not get lock",
                "Unable to acquire the dpkg",
                "Unable to lock",
                "lock is held",
                "Could not obtain lock",
                "another process")) {
            return failed(
                    "package.locked",
                    summary + ": another package manager runs on the host: " + why,
                    "wait until it is done, and run again");
        }
        if (any(
                all,
                "Unable to locate package",
                "has no installation candidate",
                "No match for argument",
                "Unable to find a match",
                "No package ",
                "unable to select packages",
                "no such package",
                "was not found")) {
            return failed(
                    "package.not_found",
                    summary + ": " + why,
                    "correct the name, refresh the index, or add the repository that has it");
        }
        return failed("package.failed", summary + " failed: " + why, "run the package manager by hand on the host");
    }

    /** The first line that is an error by its own word. */
    private static Optional<String> telling(String all) {
        return all.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("E:") || line.startsWith("Error:") || line.startsWith("ERROR:"))
                .findFirst()
                .map(Quote::shown);
    }

    private static boolean any(String all, String... parts) {
        return List.of(parts).stream().anyMatch(all::contains);
    }

    private static Failed failed(String code, String message, String remedy) {
        return new Failed(code, message, remedy, Optional.empty());
    }
}
