package dev.plumbline.core.secret;

import dev.plumbline.api.value.Text;
import dev.plumbline.core.program.NotYetKnown;

/** Gives secrets by name. */
@FunctionalInterface
public interface SecretSource {

    /** The provider that is meant where none is named. */
    String USUAL = "command";

    /** A source that gives nothing now: for looking at a playbook without running anything that it brings. */
    SecretSource LATER = (provider, name) -> {
        throw new NotYetKnown("secret '" + name + "'");
    };

    /**
     * A secret.
     *
     * @param provider which of the configured ones
     * @throws dev.plumbline.core.vault.VaultException where it can't be had
     * @throws NotYetKnown where nothing is asked now
     */
    Text secret(String provider, String name);
}
