package dev.plumbline.core.vault;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A password under its vault id. It is fetched when it is first needed, once, also when that fails. For any number of threads. */
public final class VaultKey {
    private final String id;
    private final String source;
    private final Supplier<byte[]> password;
    private byte @Nullable [] fetched;
    private @Nullable VaultException failure;

    /**
     * Takes where the password comes from.
     *
     * @param source what people call that place
     * @param password may throw {@link VaultException}
     */
    public VaultKey(String id, String source, Supplier<byte[]> password) {
        this.id = id;
        this.source = source;
        this.password = password;
    }

    public String id() {
        return id;
    }

    public String source() {
        return source;
    }

    /** Encrypts under this key's id. */
    public VaultEnvelope encrypt(byte[] plaintext) {
        return VaultCipher.encrypt(plaintext, password(), Optional.of(id));
    }

    /** Encrypts under another id, as a text that this key opened may have one. */
    public VaultEnvelope encrypt(byte[] plaintext, Optional<String> otherId) {
        return VaultCipher.encrypt(plaintext, password(), otherId);
    }

    /** Decrypts; empty where this key is not the one, or the text was changed. */
    public Optional<byte[]> decrypt(VaultEnvelope envelope) {
        return VaultCipher.decrypt(envelope, password());
    }

    private synchronized byte[] password() {
        if (failure != null) {
            throw failure;
        }
        if (fetched == null) {
            try {
                fetched = password.get();
                if (fetched.length == 0) {
                    throw new VaultException(
                            "vault.password.empty", "the vault password from " + source + " is empty", "Give one.");
                }
            } catch (VaultException e) {
                failure = e;
                throw e;
            }
        }
        return fetched;
    }

    @Override
    public String toString() {
        return "'" + id + "' from " + source;
    }
}
