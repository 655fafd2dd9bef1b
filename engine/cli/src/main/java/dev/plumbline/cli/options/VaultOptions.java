package dev.plumbline.cli.options;

import dev.plumbline.core.project.Flags;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the passwords of vaults come from. */
public final class VaultOptions {

    @Option(
            names = "--vault-id",
            paramLabel = "[LABEL@]SOURCE",
            description = "a vault's password: a file, a program that prints it, or 'prompt'; repeatable")
    private List<String> ids = List.of();

    @Option(names = "--vault-password-file", paramLabel = "FILE", description = "the same for the vault id 'default'")
    private @Nullable Path passwordFile;

    @Option(
            names = {"-J", "--ask-vault-pass", "--ask-vault-password"},
            description = "asks for the password of the vault id 'default'")
    private boolean ask;

    Flags in(Flags flags) {
        List<String> all = new ArrayList<>(ids);
        if (ask) {
            all.add("default@prompt");
        }
        return flags.withVaults(all, Optional.ofNullable(passwordFile));
    }

    /** These and no other flags. */
    public Flags flags() {
        return in(Flags.none());
    }
}
