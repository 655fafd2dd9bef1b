package dev.plumbline.core.yaml;

import dev.plumbline.core.vault.VaultEnvelope;

/** Whether a scalar may be seen. */
public sealed interface Secrecy {
    Secrecy OPEN = new Open();
    Secrecy HIDDEN = new Hidden();

    /** Anybody may read it in the file. */
    record Open() implements Secrecy {}

    /** It stood in an encrypted file: its characters are here, and kept from view. */
    record Hidden() implements Secrecy {}

    /** {@code !vault}: encrypted, and still closed. */
    record Sealed(VaultEnvelope envelope) implements Secrecy {}
}
