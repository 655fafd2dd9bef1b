package dev.plumbline.core.vault;

import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.program.NotYetKnown;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keys of a run. A text is opened by the keys of its own id first and then by the others, as Ansible does, and each text only once. For
 * any number of threads.
 */
public final class Vault {
    private final List<VaultKey> keys;
    private final boolean patient;
    private final Map<VaultEnvelope, Result> results = new ConcurrentHashMap<>();

    private sealed interface Result {
        record Done(Opened opened) implements Result {}

        record Failed(VaultException why) implements Result {}
    }

    /**
     * What an encrypted text holds.
     *
     * @param key that opened it
     */
    public record Opened(Bytes content, VaultKey key) {
        @Override
        public String toString() {
            return "opened by " + key;
        }
    }

    /** Takes keys in the order in which they are tried. */
    public Vault(List<VaultKey> keys) {
        this(keys, false);
    }

    private Vault(List<VaultKey> keys, boolean patient) {
        this.keys = List.copyOf(keys);
        this.patient = patient;
    }

    /** The same for looking at a playbook: where there is no key at all, values are not known yet, which is no problem then. */
    public Vault patient() {
        return new Vault(keys, true);
    }

    /** A vault that opens nothing. */
    public static Vault withoutKeys() {
        return new Vault(List.of());
    }

    public List<VaultKey> keys() {
        return keys;
    }

    /**
     * Opens a text.
     *
     * @throws VaultException where no key is there, none fits, or a password can't be had
     */
    public Opened open(VaultEnvelope envelope) {
        return switch (results.computeIfAbsent(envelope, this::attempt)) {
            case Result.Done(Opened opened) -> opened;
            case Result.Failed(VaultException why) -> throw why;
        };
    }

    /**
     * Opens a value, which must hold characters; all of them are secret.
     *
     * @throws NotYetKnown where no key is there, and that is no problem
     */
    public Text text(VaultEnvelope envelope) {
        if (patient && keys.isEmpty()) {
            throw new NotYetKnown("the password of the vault id '" + envelope.idOrDefault() + "'");
        }
        return open(envelope)
                .content()
                .utf8()
                .map(Text::secret)
                .orElseThrow(() -> new VaultException(
                        "vault.encoding", "what is encrypted here is not UTF-8", "Encrypt a text, or use a file."));
    }

    private Result attempt(VaultEnvelope envelope) {
        Optional<VaultException> failure = Optional.empty();
        for (VaultKey key : ordered(envelope)) {
            try {
                Optional<byte[]> content = key.decrypt(envelope);
                if (content.isPresent()) {
                    return new Result.Done(new Opened(Bytes.of(content.get()), key));
                }
            } catch (VaultException e) {
                failure = failure.or(() -> Optional.of(e));
            }
        }
        return new Result.Failed(failure.orElseGet(() -> keys.isEmpty() ? missing(envelope) : wrong(envelope)));
    }

    private List<VaultKey> ordered(VaultEnvelope envelope) {
        Stream<VaultKey> named = keys.stream().filter(key -> key.id().equals(envelope.idOrDefault()));
        Stream<VaultKey> others = keys.stream().filter(key -> !key.id().equals(envelope.idOrDefault()));
        return Stream.concat(named, others).toList();
    }

    private static VaultException missing(VaultEnvelope envelope) {
        return new VaultException(
                "vault.password.missing",
                "this is encrypted with the vault id '" + envelope.idOrDefault() + "', and no password was given",
                "Use --vault-id " + envelope.idOrDefault() + "@FILE, --vault-id " + envelope.idOrDefault()
                        + "@prompt, or vault_ids in plumb.yml.");
    }

    private VaultException wrong(VaultEnvelope envelope) {
        return new VaultException(
                "vault.password.wrong",
                "this is encrypted with the vault id '" + envelope.idOrDefault() + "', and no password opens it: tried "
                        + keys.stream().map(VaultKey::toString).collect(Collectors.joining(", ")),
                "Give its password with --vault-id " + envelope.idOrDefault()
                        + "@FILE; if it is the right one, the text was changed or cut.");
    }
}
