package dev.plumbline.cli;

import dev.plumbline.api.value.Bytes;
import dev.plumbline.cli.options.VaultOptions;
import dev.plumbline.core.vault.Vault;
import dev.plumbline.core.vault.VaultKey;
import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb vault}: encrypts and decrypts as {@code ansible-vault} does. */
@CommandLine.Command(
        description = "Encrypts and decrypts files in the format of ansible-vault: encrypt, decrypt, view, edit, rekey;"
                + " encrypt-string makes a value for YAML of standard input.")
final class VaultCommand implements Command {
    private static final String ENCRYPT_STRING = "encrypt-string";
    private static final List<String> ACTIONS = List.of("encrypt", "decrypt", "view", "edit", "rekey", ENCRYPT_STRING);

    /** Which action takes which option. */
    private static final Map<String, List<String>> TAKEN_BY = Map.of(
            "--encrypt-vault-id", List.of("encrypt", "rekey", ENCRYPT_STRING),
            "--output", List.of("encrypt", "decrypt"),
            "--name", List.of(ENCRYPT_STRING),
            "--new-vault-id", List.of("rekey"),
            "--new-vault-password-file", List.of("rekey"));

    @Parameters(
            index = "0",
            paramLabel = "ACTION",
            description = "encrypt, decrypt, view, edit, rekey or encrypt-string")
    private String action = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "FILE", description = "files; - is standard input")
    private List<String> files = List.of();

    @Mixin
    private VaultOptions vaults = new VaultOptions();

    @Option(names = "--encrypt-vault-id", paramLabel = "LABEL", description = "which of several vault ids encrypts")
    private @Nullable String encryptId;

    @Option(names = "--output", paramLabel = "FILE", description = "where the result goes; - is standard output")
    private @Nullable String output;

    @Option(
            names = {"-n", "--name"},
            paramLabel = "NAME",
            description = "encrypt-string: the variable's name")
    private @Nullable String name;

    @Option(names = "--new-vault-id", paramLabel = "[LABEL@]SOURCE", description = "rekey: the vault id to change to")
    private @Nullable String newId;

    @Option(names = "--new-vault-password-file", paramLabel = "FILE", description = "rekey: the same for 'default'")
    private @Nullable Path newPasswordFile;

    @Option(
            names = {"-q", "--quiet"},
            description = "says nothing of what was done")
    private boolean quiet;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "shows this")
    private boolean help;

    boolean isHelp() {
        return help;
    }

    @Override
    public ExitCode run(Surroundings surroundings) throws InterruptedException {
        Problems problems = new Problems();
        check(problems);
        Prompt prompt = new Prompt(surroundings);
        boolean encrypts = action.equals("encrypt") || action.equals(ENCRYPT_STRING);
        VaultKeys keys = new VaultKeys(surroundings, problems);
        Vault vault = new Vault(keys.of(vaults.flags(), encrypts));
        problems.throwIfAny();
        VaultActions actions = new VaultActions(vault, problems);
        if (action.equals(ENCRYPT_STRING)) {
            return encryptString(actions, prompt, surroundings, problems);
        }
        List<VaultFile> read = new ArrayList<>();
        files.forEach(file -> VaultFile.read(file, surroundings, problems).ifPresent(read::add));
        if (action.equals("edit")) {
            problems.throwIfAny();
            return edit(actions, read.getFirst(), surroundings, problems);
        }
        Optional<VaultKey> key = switch (action) {
            case "encrypt" -> actions.key(Optional.ofNullable(encryptId));
            case "rekey" -> newKey(actions, keys, problems);
            default -> Optional.empty();
        };
        problems.throwIfAny();
        Optional<VaultFile> there = there(surroundings);
        List<Made> made = new ArrayList<>();
        for (VaultFile file : read) {
            Optional<Bytes> bytes = switch (action) {
                case "encrypt" -> actions.encrypt(file, key.orElseThrow(), there);
                case "rekey" -> actions.rekey(file, key.orElseThrow());
                default -> actions.decrypt(file);
            };
            bytes.ifPresent(content -> made.add(new Made(file, content)));
        }
        problems.throwIfAny();
        made.forEach(each -> write(each, surroundings));
        return ExitCode.DONE;
    }

    /** A file and what was made of it. */
    private record Made(VaultFile from, Bytes content) {}

    private void check(Problems problems) {
        if (!ACTIONS.contains(action)) {
            problems.add(
                    "usage.vault",
                    "'plumb vault' can't " + action,
                    NearestName.hint(action.replace('_', '-'), ACTIONS, "It can " + String.join(", ", ACTIONS) + "."));
            return;
        }
        TAKEN_BY.forEach((option, takers) -> {
            if (isGiven(option) && !takers.contains(action)) {
                problems.add(
                        "usage.vault",
                        "'plumb vault " + action + "' takes no " + option,
                        "It belongs to " + String.join(", ", takers) + ".");
            }
        });
        if (action.equals(ENCRYPT_STRING)) {
            if (!files.isEmpty() && !files.equals(List.of(VaultFile.STANDARD))) {
                problems.add(
                        "usage.vault",
                        "a secret on the command line can be seen by every user of this machine",
                        "Give it on standard input, as in: printf %s \"$secret\" | plumb vault encrypt-string --name"
                                + " x");
            }
        } else if (files.isEmpty() || (files.size() > 1 && (output != null || action.equals("edit")))) {
            problems.add(
                    "usage.vault",
                    "'plumb vault " + action + "' takes " + (files.isEmpty() ? "a file" : "one file here"),
                    "Write, for example: plumb vault " + action + " group_vars/all/vault.yml");
        } else if (files.contains(VaultFile.STANDARD) && (action.equals("edit") || action.equals("rekey"))) {
            problems.add("usage.vault", "'plumb vault " + action + "' needs a file of its own", "Name a file.");
        }
        if (name != null && !name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            problems.add("usage.vault", "'" + name + "' can't be the name of a variable", "Use letters, digits and _.");
        }
    }

    private boolean isGiven(String option) {
        return switch (option) {
            case "--encrypt-vault-id" -> encryptId != null;
            case "--output" -> output != null;
            case "--name" -> name != null;
            case "--new-vault-id" -> newId != null;
            default -> newPasswordFile != null;
        };
    }

    private Optional<VaultKey> newKey(VaultActions actions, VaultKeys keys, Problems problems) {
        if (newId != null || newPasswordFile != null) {
            return keys.fresh(Optional.ofNullable(newId), Optional.ofNullable(newPasswordFile));
        }
        if (encryptId != null) {
            return actions.key(Optional.of(encryptId));
        }
        problems.add(
                "usage.vault",
                "rekey was not told the new password",
                "Use --new-vault-id LABEL@FILE, --new-vault-id LABEL@prompt or --new-vault-password-file FILE.");
        return Optional.empty();
    }

    private Optional<VaultFile> there(Surroundings surroundings) {
        return Optional.ofNullable(output)
                .filter(target -> !target.equals(VaultFile.STANDARD))
                .filter(target ->
                        Files.isRegularFile(surroundings.workingDirectory().resolve(target)))
                .flatMap(target -> VaultFile.read(target, surroundings, new Problems()));
    }

    private void write(Made made, Surroundings surroundings) {
        boolean shows = action.equals("view")
                || VaultFile.STANDARD.equals(output)
                || (output == null && made.from().path().isEmpty());
        if (shows) {
            surroundings.out().writeBytes(made.content().toArray());
            surroundings.out().flush();
            return;
        }
        Path target = output == null
                ? made.from().path().orElseThrow()
                : surroundings.workingDirectory().resolve(output);
        Optional<VaultFile> before = output == null ? Optional.of(made.from()) : there(surroundings);
        boolean unchanged =
                before.filter(file -> file.content().equals(made.content())).isPresent();
        if (!unchanged) {
            write(target, made.content());
        }
        tell(surroundings, (output == null ? made.from().shown() : output) + ": " + (unchanged ? "unchanged" : done()));
    }

    private String done() {
        return switch (action) {
            case "decrypt" -> "decrypted";
            case "rekey" -> "encrypted anew";
            default -> "encrypted";
        };
    }

    private static void write(Path target, Bytes content) {
        try {
            VaultFile.write(target, content);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "vault.unwritable",
                    target + " can't be written: " + VaultFile.reason(e),
                    "it is as it was; check the rights of its folder");
        }
    }

    private void tell(Surroundings surroundings, String what) {
        if (!quiet) {
            surroundings.err().println(what);
        }
    }

    private ExitCode edit(VaultActions actions, VaultFile file, Surroundings surroundings, Problems problems)
            throws InterruptedException {
        Optional<Vault.Opened> opened = actions.opened(file);
        problems.throwIfAny();
        Path path = file.path().orElseThrow();
        Bytes edited = new VaultEditor(surroundings)
                .edit(path.getFileName().toString(), opened.orElseThrow().content());
        Optional<Bytes> made = actions.replaced(file, opened.orElseThrow(), edited);
        problems.throwIfAny();
        boolean unchanged = made.orElseThrow().equals(file.content());
        if (!unchanged) {
            boolean alone = VaultFile.read(file.shown(), surroundings, problems)
                    .filter(now -> now.content().equals(file.content()))
                    .isPresent();
            if (!alone) {
                throw new CommandException(
                        ExitCode.REFUSED,
                        "vault.stale",
                        file.shown() + " was changed by somebody else meanwhile: it is left as it is",
                        "edit it again");
            }
            write(path, made.orElseThrow());
        }
        tell(surroundings, file.shown() + ": " + (unchanged ? "unchanged" : "encrypted"));
        return ExitCode.DONE;
    }

    private ExitCode encryptString(VaultActions actions, Prompt prompt, Surroundings surroundings, Problems problems) {
        Optional<VaultKey> key = actions.key(Optional.ofNullable(encryptId));
        problems.throwIfAny();
        Bytes content = prompt.isPossible()
                ? Bytes.utf8(new String(prompt.password("Value to encrypt (not shown)")))
                : VaultFile.read(VaultFile.STANDARD, surroundings, problems)
                        .map(VaultFile::content)
                        .orElse(Bytes.EMPTY);
        problems.throwIfAny();
        if (content.length() == 0) {
            problems.add("vault.empty", "there is nothing to encrypt", "Give the value on standard input.");
        }
        if (content.latin1().endsWith("\n")) {
            tell(surroundings, "the value ends in a line end, which is part of it; printf %s leaves it out");
        }
        Optional<Bytes> made = problems.isEmpty()
                ? actions.encrypt(
                        new VaultFile("standard input", Optional.empty(), content), key.orElseThrow(), Optional.empty())
                : Optional.empty();
        problems.throwIfAny();
        String text = made.orElseThrow().latin1();
        surroundings.out().print((name == null ? "" : name + ": ") + "!vault |\n" + text.indent(10));
        surroundings.out().flush();
        return ExitCode.DONE;
    }
}
