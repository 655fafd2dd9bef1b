package dev.plumbline.core.secret;

import dev.plumbline.core.vault.VaultEnvelope;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A vault id and where its password comes from.
 *
 * @param file holds the password, or prints it if it is executable; where absent, somebody is asked
 */
public record VaultId(String label, Optional<Path> file) {
    public static final String PROMPT = "prompt";

    /** Asks for the password of a label. */
    public static VaultId prompt(String label) {
        return new VaultId(label, Optional.empty());
    }

    /** A file for values that name no id. */
    public static VaultId ofFile(Path file) {
        return new VaultId(VaultEnvelope.DEFAULT_ID, Optional.of(file));
    }

    @Override
    public String toString() {
        return label + "@" + file.map(Path::toString).orElse(PROMPT);
    }
}
