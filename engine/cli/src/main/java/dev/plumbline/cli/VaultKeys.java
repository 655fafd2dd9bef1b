package dev.plumbline.cli;

import dev.plumbline.cli.assembly.Workspace;
import dev.plumbline.core.project.Flags;
import dev.plumbline.core.project.Project;
import dev.plumbline.core.secret.LocalPrograms;
import dev.plumbline.core.secret.VaultPasswords;
import dev.plumbline.core.vault.VaultException;
import dev.plumbline.core.vault.VaultKey;
import dev.plumbline.core.yaml.Problems;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The keys that {@code plumb vault} is given. */
final class VaultKeys {
    private final Surroundings surroundings;
    private final Map<String, String> environment;
    private final Problems problems;

    VaultKeys(Surroundings surroundings, Problems problems) {
        this.surroundings = surroundings;
        this.environment = new HashMap<>(surroundings.environment());
        environment.remove(Workspace.BECOME_PASSWORD);
        this.problems = problems;
    }

    /** Those of the flags and of the settings beneath them. */
    List<VaultKey> of(Flags flags, boolean twice) {
        Project project = Project.open(surroundings.workingDirectory(), environment, flags, problems);
        surroundings.err().print(ProblemText.warnings(project.warnings()));
        return keys(project, twice);
    }

    /** The one to change to: the settings tell of the old one, so that only the command line counts. */
    Optional<VaultKey> fresh(Optional<String> id, Optional<Path> passwordFile) {
        Flags flags = Flags.none().withVaults(id.stream().toList(), id.isPresent() ? Optional.empty() : passwordFile);
        Map<String, String> home = new HashMap<>(environment);
        home.keySet().removeIf(name -> name.startsWith("PLUMB_"));
        Project project = Project.open(surroundings.workingDirectory(), home, flags, problems);
        List<VaultKey> keys = keys(project, true);
        // The password file stands behind the ids.
        return keys.isEmpty() ? Optional.empty() : Optional.of(id.isPresent() ? keys.getFirst() : keys.getLast());
    }

    private List<VaultKey> keys(Project project, boolean twice) {
        LocalPrograms programs = new LocalPrograms(project.base(), environment);
        return new VaultPasswords(programs, asking(new Prompt(surroundings), twice))
                .keys(project.settings().allVaultIds());
    }

    /** A password that something is encrypted with is typed twice: a slip of the fingers would lock it away. */
    private static VaultPasswords.Asking asking(Prompt prompt, boolean twice) {
        return question -> {
            if (!twice || !prompt.isPossible()) {
                return prompt.password(question);
            }
            char[] first = prompt.password("New " + question.toLowerCase(Locale.ROOT));
            char[] second = prompt.password("The same again");
            boolean same = Arrays.equals(first, second);
            Arrays.fill(second, '\0');
            if (!same) {
                throw new VaultException(
                        "vault.password.unlike", "the two passwords are not the same", "Type the same one twice.");
            }
            return first;
        };
    }
}
