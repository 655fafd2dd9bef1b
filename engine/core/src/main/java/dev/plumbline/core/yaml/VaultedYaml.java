package dev.plumbline.core.yaml;

import dev.plumbline.core.program.Position;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.vault.Vault;
import dev.plumbline.core.vault.VaultEnvelope;
import dev.plumbline.core.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads YAML that may be encrypted as a whole. All scalars of an encrypted file are secret. */
public final class VaultedYaml {

    private VaultedYaml() {}

    /** As {@link YamlReader#read(String, byte[], Problems)}; positions count in what is decrypted. */
    public static Optional<YamlNode> read(Vault vault, String file, byte[] content, Problems problems) {
        if (!VaultEnvelope.isVaulted(content)) {
            return YamlReader.read(file, content, problems);
        }
        Problems inside = new Problems();
        Optional<YamlNode> document = opened(vault, file, content, problems)
                .flatMap(opened -> YamlReader.read(file, opened, inside))
                .map(YamlNode::hidden);
        tell(file, inside, problems);
        return document;
    }

    /** What an encrypted file holds; empty where it can't be opened, which is then a problem. */
    public static Optional<byte[]> opened(Vault vault, String file, byte[] content, Problems problems) {
        try {
            VaultEnvelope envelope = VaultEnvelope.parse(new String(content, StandardCharsets.UTF_8));
            return Optional.of(vault.open(envelope).content().toArray());
        } catch (VaultException e) {
            problems.add(e.at(new Position(file, 1, 1)));
            return Optional.empty();
        }
    }

    /** Passes on problems that were found in an encrypted file, without their words: these may quote it. */
    public static void tell(String file, Problems inside, Problems problems) {
        for (Problem problem : inside.list()) {
            problems.add(new Problem(
                    problem.code(),
                    problem.at(),
                    "what this encrypted file holds can't be right here (told without its words)",
                    "See 'plumb vault view " + file + "'."));
        }
    }
}
