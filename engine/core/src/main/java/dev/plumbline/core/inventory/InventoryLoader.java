package dev.plumbline.core.inventory;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.program.Position;
import dev.plumbline.core.vault.Vault;
import dev.plumbline.core.vault.VaultEnvelope;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.SourceFile;
import dev.plumbline.core.yaml.VaultedYaml;
import dev.plumbline.core.yaml.YamlNode;
import dev.plumbline.core.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads inventories: files in Ansible's INI and YAML formats, programs that print one, directories of all these, and lists of hosts with a
 * comma in them. With them come {@code group_vars/} and {@code host_vars/} beside each source and beside the playbook.
 */
public final class InventoryLoader {
    private static final Set<String> YAML_ENDINGS = Set.of(".yml", ".yaml", ".json");
    /** What Ansible passes over in a directory of inventories: its settings INVENTORY_IGNORE_EXTS and REJECT_EXTS. */
    private static final List<String> PASSED_OVER = List.of(
            ".pyc", ".pyo", ".swp", ".bak", "~", ".rpm", ".md", ".txt", ".rst", ".orig", ".ini", ".cfg", ".retry");

    private static final Set<String> NOT_INVENTORIES = Set.of("host_vars", "group_vars", "vars_plugins");
    private static final Pattern BEGINS_YAML =
            Pattern.compile("---(\\s.*)?|\\{.*|[^\\s\\[=]+:(\\s.*)?|[\"'][^\"']*[\"']:(\\s.*)?");

    private final Path workingDirectory;
    private final FileNames names;
    private final InventoryProgram programs;
    private final InventoryDraft draft;
    private final Set<Path> directoriesRead = new HashSet<>();

    private InventoryLoader(
            Path workingDirectory, Path base, Vault vault, InventoryProgram programs, Problems problems) {
        this.workingDirectory = workingDirectory;
        this.names = new FileNames(base);
        this.programs = programs;
        this.draft = new InventoryDraft(vault, problems);
    }

    /**
     * Reads all sources, in their order: what a later one says of a variable holds against an earlier one of the same rank.
     *
     * @param sources as given to {@code -i}
     * @param workingDirectory absolute; what relative sources are relative to
     * @param playbookDirectory whose {@code group_vars/} and {@code host_vars/} count too
     * @param base files below it are shown relative to it
     * @param vault opens files that are encrypted
     * @param programs runs those sources that are programs
     * @param problems takes everything that can't be right; the inventory returned then holds what could be read
     */
    public static LoadedInventory load(
            List<String> sources,
            Path workingDirectory,
            Optional<Path> playbookDirectory,
            Path base,
            Vault vault,
            InventoryProgram programs,
            Problems problems) {
        InventoryLoader loader = new InventoryLoader(workingDirectory, base, vault, programs, problems);
        Set<Path> folders = new LinkedHashSet<>();
        for (String source : sources) {
            loader.source(source).ifPresent(folders::add);
        }
        GroupTree tree = loader.draft.tree();
        VariableFolders variables =
                new VariableFolders(List.copyOf(folders), playbookDirectory, loader.names, loader.draft);
        return LoadedInventory.of(tree, loader.draft, variables, workingDirectory);
    }

    /** The same; programs are not run. */
    public static LoadedInventory load(
            List<String> sources,
            Path workingDirectory,
            Optional<Path> playbookDirectory,
            Path base,
            Vault vault,
            Problems problems) {
        return load(sources, workingDirectory, playbookDirectory, base, vault, InventoryProgram.REFUSED, problems);
    }

    /** The same without a vault. */
    public static LoadedInventory load(
            List<String> sources,
            Path workingDirectory,
            Optional<Path> playbookDirectory,
            Path base,
            Problems problems) {
        return load(sources, workingDirectory, playbookDirectory, base, Vault.withoutKeys(), problems);
    }

    /** Reads one source; the folder beside which its {@code group_vars/} would stand. */
    private Optional<Path> source(String source) {
        Path path = workingDirectory.resolve(source).normalize();
        if (source.indexOf(',') >= 0 && !Files.exists(path)) {
            list(source);
            return Optional.empty();
        }
        if (Files.isDirectory(path)) {
            directory(path);
            return Optional.of(path);
        }
        if (!Files.exists(path)) {
            draft.problems()
                    .add(
                            "inventory.source.missing",
                            "there is no inventory " + names.shown(path),
                            "Name an existing file or directory with -i; a list of hosts needs a comma, as in -i"
                                    + " host1,");
            return Optional.empty();
        }
        file(path);
        return Optional.ofNullable(path.getParent());
    }

    private void list(String source) {
        int column = 1;
        for (String entry : source.split(",", -1)) {
            String host = entry.strip();
            Position at = new Position("-i", 1, column);
            column += entry.length() + 1;
            if (!host.isEmpty()) {
                listed(host, at);
            }
        }
    }

    private void listed(String text, Position at) {
        try {
            HostEntry entry = HostEntry.parse(text);
            for (HostName host : entry.hosts()) {
                draft.host(Group.UNGROUPED, host, at);
                entry.port()
                        .ifPresent(port -> draft.hostVariable(
                                host,
                                "ansible_port",
                                new Definition(
                                        YamlNode.Scalar.plain(Integer.toString(port), at),
                                        at,
                                        "inventory, host " + host)));
            }
        } catch (InventorySyntaxException fault) {
            draft.problem("inventory.host", at, fault.explanation(), fault.remedy());
        }
    }

    private void directory(Path directory) {
        List<Path> entries;
        try {
            if (!directoriesRead.add(directory.toRealPath())) {
                return;
            }
            entries = VariableFiles.sorted(directory);
        } catch (IOException unreadable) {
            unreadable(directory, UnreadableFile.reason(unreadable));
            return;
        }
        for (Path entry : entries) {
            String name = entry.getFileName().toString();
            if (name.startsWith(".") || NOT_INVENTORIES.contains(name)) {
                continue;
            }
            if (Files.isDirectory(entry)) {
                directory(entry);
            } else if (PASSED_OVER.stream().noneMatch(name::endsWith)) {
                file(entry);
            } else if (name.endsWith(".ini")) {
                draft.warn(
                        "inventory.source.passed_over",
                        new Position(names.shown(entry), 1, 1),
                        "this file is not read: in a directory of inventories files that end in .ini are passed over,"
                                + " as in Ansible",
                        "Take the ending away, or name the file itself with -i.");
            }
        }
    }

    private void file(Path path) {
        String shown = names.shown(path);
        byte[] content;
        try {
            content = SourceFile.bytes(path);
        } catch (IOException unreadable) {
            unreadable(path, UnreadableFile.reason(unreadable));
            return;
        }
        if (isProgram(content)) {
            program(path, shown, new Position(shown, 1, 1));
        } else if (VaultEnvelope.isVaulted(content)) {
            VaultedYaml.opened(draft.vault(), shown, content, draft.problems())
                    .ifPresent(opened -> draft.hiding(shown, () -> content(path, shown, opened)));
        } else {
            content(path, shown, content);
        }
    }

    private void content(Path path, String shown, byte[] content) {
        Position begin = new Position(shown, 1, 1);
        String text = new String(content, StandardCharsets.UTF_8);
        String ending = VariableFiles.ending(path.getFileName().toString());
        if (ending.equals(".toml")) {
            draft.problem(
                    "inventory.source.unsupported",
                    begin,
                    "inventories in TOML are not supported",
                    "Write it as YAML: ansible-inventory -y --list --export does so.");
        } else if (YAML_ENDINGS.contains(ending) || (ending.isEmpty() && looksLikeYaml(text))) {
            YamlReader.read(shown, content, draft.problems())
                    .ifPresent(document -> YamlInventoryReader.read(document, draft));
        } else if (SourceFile.isTooLarge(content)) {
            draft.problem(
                    "inventory.source.too_large",
                    begin,
                    "this inventory has more than " + YamlReader.LARGEST_FILE
                            + " bytes, and that many are read at most",
                    "Split it: -i can be given several times, or name a directory.");
        } else {
            ini(shown, text);
        }
    }

    private static boolean isProgram(byte[] content) {
        String begin = new String(content, 0, Math.min(content.length, 4), StandardCharsets.ISO_8859_1);
        return begin.startsWith("#!") || begin.equals("\u007fELF");
    }

    private void program(Path path, String shown, Position begin) {
        if (Files.isExecutable(path)) {
            ProgramInventoryReader.read(path, shown, programs, draft);
        } else {
            draft.problem(
                    "inventory.source.executable",
                    begin,
                    "this inventory is a program, but it may not be run",
                    "Run chmod +x on it, or take its first line away if it is none.");
        }
    }

    private void ini(String shown, String text) {
        int number = 1;
        for (String line : text.lines().toList()) {
            if (line.indexOf('\uFFFD') >= 0 && !line.startsWith("#") && !line.startsWith(";")) {
                draft.problem(
                        "inventory.encoding",
                        new Position(shown, number, line.indexOf('\uFFFD') + 1),
                        "this line is not UTF-8",
                        "Save the file as UTF-8.");
                return;
            }
            number++;
        }
        IniInventoryReader.read(shown, text.startsWith("\uFEFF") ? text.substring(1) : text, draft);
    }

    private static boolean looksLikeYaml(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.stripLeading().startsWith("#"))
                .findFirst()
                .filter(line -> BEGINS_YAML.matcher(line).matches())
                .isPresent();
    }

    private void unreadable(Path path, String reason) {
        draft.problems()
                .add(
                        "inventory.source.unreadable",
                        "the inventory " + names.shown(path) + " can't be read: " + reason,
                        "Check its permissions.");
    }
}
