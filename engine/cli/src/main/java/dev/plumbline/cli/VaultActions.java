package dev.plumbline.cli;

import dev.plumbline.api.value.Bytes;
import dev.plumbline.core.vault.Vault;
import dev.plumbline.core.vault.VaultEnvelope;
import dev.plumbline.core.vault.VaultException;
import dev.plumbline.core.vault.VaultKey;
import dev.plumbline.core.yaml.Problems;
import java.util.List;
import java.util.Optional;

/** What {@code plumb vault} makes of a file's bytes. What is unchanged keeps its bytes, whatever salt a new encryption would have. */
final class VaultActions {
    private final Vault vault;
    private final Problems problems;

    VaultActions(Vault vault, Problems problems) {
        this.vault = vault;
        this.problems = problems;
    }

    /** The key to encrypt with: the one of the id, or else the only one. */
    Optional<VaultKey> key(Optional<String> id) {
        List<VaultKey> fitting = vault.keys().stream()
                .filter(key -> id.isEmpty() || id.get().equals(key.id()))
                .toList();
        long ids = fitting.stream().map(VaultKey::id).distinct().count();
        if (ids == 1) {
            return Optional.of(fitting.getFirst());
        }
        if (ids > 1) {
            problems.add(
                    "vault.encrypt_id",
                    "there are several vault ids: "
                            + String.join(
                                    ", ",
                                    fitting.stream()
                                            .map(VaultKey::id)
                                            .distinct()
                                            .toList()),
                    "Say which one encrypts, with --encrypt-vault-id.");
        } else {
            problems.add(
                    "vault.password.missing",
                    id.map(name -> "no password of the vault id '" + name + "' was given")
                            .orElse("no vault password was given"),
                    "Use --vault-id " + id.orElse("LABEL") + "@FILE, --vault-id " + id.orElse("LABEL")
                            + "@prompt, or vault_ids in plumb.yml.");
        }
        return Optional.empty();
    }

    /**
     * Encrypts.
     *
     * @param there what stands already where the result goes
     */
    Optional<Bytes> encrypt(VaultFile file, VaultKey key, Optional<VaultFile> there) {
        if (!file.isVaulted()) {
            return there.filter(before -> before.isVaulted() && holds(before, file.content(), key))
                    .map(VaultFile::content)
                    .or(() ->
                            attempt(file, () -> bytes(key.encrypt(file.content().toArray()))));
        }
        return file.envelope(problems).flatMap(envelope -> {
            if (isBy(envelope, key)
                    && attempt(file, () -> key.decrypt(envelope))
                            .flatMap(each -> each)
                            .isPresent()) {
                return Optional.of(file.content());
            }
            problems.add(
                    "vault.encrypted",
                    file.begin(),
                    "this is encrypted already, with another password or the vault id '" + envelope.idOrDefault() + "'",
                    "'plumb vault rekey' changes that.");
            return Optional.empty();
        });
    }

    private static boolean isBy(VaultEnvelope envelope, VaultKey key) {
        return envelope.idOrDefault().equals(key.id());
    }

    private static boolean holds(VaultFile file, Bytes content, VaultKey key) {
        try {
            VaultEnvelope envelope = VaultEnvelope.parse(file.content().latin1());
            return isBy(envelope, key)
                    && key.decrypt(envelope)
                            .filter(plain -> Bytes.of(plain).equals(content))
                            .isPresent();
        } catch (VaultException e) {
            return false; // then it is written anew
        }
    }

    Optional<Bytes> decrypt(VaultFile file) {
        return opened(file).map(Vault.Opened::content);
    }

    Optional<Vault.Opened> opened(VaultFile file) {
        return file.envelope(problems).flatMap(envelope -> attempt(file, () -> vault.open(envelope)));
    }

    /** Encrypts with another key what the vault opens. */
    Optional<Bytes> rekey(VaultFile file, VaultKey key) {
        return opened(file).flatMap(opened -> {
            if (holds(file, opened.content(), key)) {
                return Optional.of(file.content());
            }
            return attempt(file, () -> bytes(key.encrypt(opened.content().toArray())));
        });
    }

    /** The file with new content, under the key and id that it had. */
    Optional<Bytes> replaced(VaultFile file, Vault.Opened opened, Bytes content) {
        return content.equals(opened.content())
                ? Optional.of(file.content())
                : file.envelope(problems)
                        .flatMap(envelope ->
                                attempt(file, () -> bytes(opened.key().encrypt(content.toArray(), envelope.id()))));
    }

    private static Bytes bytes(VaultEnvelope envelope) {
        return Bytes.utf8(envelope.text());
    }

    /** Something that may fail over a password. */
    @FunctionalInterface
    private interface Attempt<T> {
        T make();
    }

    private <T> Optional<T> attempt(VaultFile file, Attempt<T> attempt) {
        try {
            return Optional.of(attempt.make());
        } catch (VaultException e) {
            problems.add(e.at(file.begin()));
            return Optional.empty();
        }
    }
}
