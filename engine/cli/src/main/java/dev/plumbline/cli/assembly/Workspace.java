package dev.plumbline.cli.assembly;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.inventory.InventoryLoader;
import dev.plumbline.core.inventory.InventoryProcess;
import dev.plumbline.core.inventory.LoadedInventory;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.project.Flags;
import dev.plumbline.core.project.Project;
import dev.plumbline.core.project.Settings;
import dev.plumbline.core.secret.LocalPrograms;
import dev.plumbline.core.secret.SecretCommands;
import dev.plumbline.core.secret.SecretSource;
import dev.plumbline.core.secret.Secrets;
import dev.plumbline.core.secret.VaultId;
import dev.plumbline.core.secret.VaultPasswords;
import dev.plumbline.core.vault.Vault;
import dev.plumbline.core.vault.VaultKey;
import dev.plumbline.core.yaml.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands around a playbook.
 *
 * @param workingDirectory absolute
 */
public record Workspace(
        Path workingDirectory,
        Map<String, String> environment,
        Project project,
        Secrets secrets,
        LoadedInventory inventory) {
    /** Not a setting: a password is never shown with an origin, nor written into a file of settings. */
    public static final String BECOME_PASSWORD = "PLUMB_BECOME_PASS";

    static final Problem NO_INVENTORY = new Problem(
            "inventory.missing",
            Optional.empty(),
            "there is no inventory",
            "name one with -i FILE, or put 'inventory: FILE' into plumb.yml");

    public Workspace {
        environment = Map.copyOf(environment);
    }

    /**
     * Reads the settings and the inventory. The project is the working directory's, or else the playbook's.
     *
     * @param asking asks for a vault's password, once something is met that needs it
     * @param problems takes everything that can't be right; what is returned then holds what could be read
     */
    public static Workspace open(
            Path workingDirectory,
            Map<String, String> environment,
            Flags flags,
            Optional<Path> playbook,
            VaultPasswords.Asking asking,
            Problems problems) {
        Map<String, String> settings = new HashMap<>(environment);
        settings.remove(BECOME_PASSWORD);
        Project project = Project.open(workingDirectory, settings, flags, problems);
        Optional<Path> directory = playbook.map(file -> parent(workingDirectory.resolve(file)));
        if (project.folder().isEmpty() && directory.isPresent()) {
            Project ofPlaybook =
                    Project.open(directory.get(), settings, absolute(flags, workingDirectory), new Problems());
            if (ofPlaybook.folder().isPresent()) {
                project = Project.open(directory.get(), settings, absolute(flags, workingDirectory), problems);
            }
        }
        Secrets secrets = secrets(project, settings, asking);
        LoadedInventory inventory = InventoryLoader.load(
                project.settings().inventory().value(),
                workingDirectory,
                directory,
                project.base(),
                secrets.vault(),
                new InventoryProcess(workingDirectory, settings),
                problems);
        return new Workspace(workingDirectory, environment, project, secrets, inventory);
    }

    private static Secrets secrets(Project project, Map<String, String> environment, VaultPasswords.Asking asking) {
        LocalPrograms programs = new LocalPrograms(project.base(), environment);
        List<VaultKey> keys =
                new VaultPasswords(programs, asking).keys(project.settings().allVaultIds());
        return new Secrets(
                new Vault(keys), new SecretCommands(project.settings().secrets().value(), programs));
    }

    /**
     * The same for looking at a playbook without running what its secrets name: {@code secret('NAME')} stays unknown, and so do encrypted
     * values where no password was given.
     */
    public Workspace withoutRunningForSecrets() {
        return new Workspace(
                workingDirectory,
                environment,
                project,
                new Secrets(secrets.vault().patient(), SecretSource.LATER),
                inventory);
    }

    public Settings settings() {
        return project.settings();
    }

    /** The project's folder; where there is none, the working directory. */
    public Path folder() {
        return project.folder().orElse(workingDirectory);
    }

    public List<Problem> warnings() {
        List<Problem> warnings = new ArrayList<>(project.warnings());
        warnings.addAll(inventory.warnings());
        return List.copyOf(warnings);
    }

    private static Flags absolute(Flags flags, Path workingDirectory) {
        return new Flags(
                flags.inventory(),
                flags.forks(),
                flags.remoteUser(),
                flags.privateKey().map(workingDirectory::resolve),
                flags.connectTimeout(),
                flags.become(),
                flags.becomeUser(),
                flags.noColor(),
                flags.lockTimeout(),
                flags.vaultIds().stream()
                        .map(id -> absolute(id, workingDirectory))
                        .toList(),
                flags.vaultPasswordFile().map(workingDirectory::resolve));
    }

    private static String absolute(String vaultId, Path workingDirectory) {
        int at = vaultId.indexOf('@');
        String source = vaultId.substring(at + 1);
        return source.equals(VaultId.PROMPT) || source.isBlank() || source.startsWith("~")
                ? vaultId
                : vaultId.substring(0, at + 1) + workingDirectory.resolve(source);
    }

    private static Path parent(Path file) {
        Path parent = file.toAbsolutePath().normalize().getParent();
        return parent == null ? Path.of("/") : parent;
    }

    /** The folder that a playbook's templates and files lie in: the project, or else the nearest of both that holds the playbook. */
    Path root(Path playbook) {
        return project.folder()
                .orElseGet(() -> playbook.startsWith(workingDirectory) ? workingDirectory : parent(playbook));
    }

    boolean isWithoutInventory() {
        return settings().inventory().value().isEmpty();
    }

    /** The hosts of a pattern; a pattern that means none is a problem. */
    public List<HostName> select(String pattern, Problems problems) {
        if (isWithoutInventory()) {
            problems.add(NO_INVENTORY);
            return List.of();
        }
        try {
            List<HostName> hosts = inventory.select(pattern);
            if (hosts.isEmpty()) {
                problems.add(
                        "inventory.pattern.empty",
                        inventory.explainUnmatched(pattern),
                        "'plumb inventory' shows hosts and groups");
            }
            return hosts;
        } catch (IllegalArgumentException e) {
            problems.add(
                    "inventory.pattern", String.valueOf(e.getMessage()), "'plumb inventory' shows hosts and groups");
            return List.of();
        }
    }
}
