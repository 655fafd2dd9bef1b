package dev.plumbline.core.project;

import dev.plumbline.core.program.Position;
import dev.plumbline.core.secret.SecretCommands;
import dev.plumbline.core.secret.VaultId;
import dev.plumbline.core.vault.VaultEnvelope;
import dev.plumbline.core.yaml.YamlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings that say where secrets come from. */
final class VaultSettings {
    private static final String SECRETS = "secrets";
    private static final String VAULT_IDS = "vault_ids";
    private static final String PASSWORD_FILE = "vault_password_file";

    private final SettingsReader reader;

    VaultSettings(SettingsReader reader) {
        this.reader = reader;
    }

    /** Several are separated by commas in the environment. */
    Setting<List<VaultId>> ids() {
        if (!reader.flags().vaultIds().isEmpty()) {
            Origin flag = new Origin.Flag("--vault-id");
            return new Setting<>(ids(reader.flags().vaultIds(), flag, reader.workingDirectory()), flag);
        }
        return reader.found(VAULT_IDS, text -> List.of(text.split("\\s*,\\s*")))
                .map(found -> new Setting<>(ids(found.texts(), found.origin(), found.folder()), found.origin()))
                .orElseGet(() -> SettingsReader.usual(List.of()));
    }

    private List<VaultId> ids(List<String> texts, Origin origin, Path folder) {
        List<VaultId> ids = new ArrayList<>();
        for (String text : texts) {
            int at = text.indexOf('@');
            String label = at < 0 ? VaultEnvelope.DEFAULT_ID : text.substring(0, at);
            String source = text.substring(at + 1);
            if (!VaultEnvelope.isId(label) || source.isBlank()) {
                reader.unfit(
                        VAULT_IDS,
                        origin,
                        "names no vault id: '" + text + "'",
                        "Write LABEL@FILE or LABEL@prompt; a label has no blanks, ';' or '@'.");
            } else {
                ids.add(
                        source.equals(VaultId.PROMPT)
                                ? VaultId.prompt(label)
                                : new VaultId(label, Optional.of(reader.path(source, folder))));
            }
        }
        return List.copyOf(ids);
    }

    Setting<Optional<Path>> passwordFile() {
        return SettingsReader.flag("--vault-password-file", reader.flags().vaultPasswordFile())
                .map(flag -> new Setting<>(
                        Optional.of(reader.path(flag.value().toString(), reader.workingDirectory())), flag.origin()))
                .or(() -> reader.found(PASSWORD_FILE, List::of)
                        .map(found -> new Setting<>(
                                Optional.of(reader.path(found.texts().getFirst(), found.folder())), found.origin())))
                .orElseGet(() -> SettingsReader.usual(Optional.empty()));
    }

    /** Words of commands stand in the project's file alone: in one variable of the environment they would need a shell to be told apart. */
    Setting<Map<String, List<String>>> secrets() {
        if (reader.isInEnvironment(SECRETS)) {
            reader.unfit(
                    SECRETS,
                    new Origin.EnvironmentVariable(SettingsReader.variable(SECRETS)),
                    "can't be set by the environment",
                    "Put it into plumb.yml.");
        }
        Optional<YamlNode.Entry> entry = reader.file().flatMap(file -> file.entry(SECRETS));
        if (entry.isEmpty()) {
            return SettingsReader.usual(Map.of());
        }
        if (!(entry.get().value() instanceof YamlNode.Mapping mapping)) {
            wrong(entry.get().value().at());
            return SettingsReader.usual(Map.of());
        }
        Map<String, List<String>> providers = new LinkedHashMap<>();
        mapping.entries().forEach(provider -> words(provider).ifPresent(words -> providers.put(provider.key(), words)));
        return new Setting<>(
                Map.copyOf(providers), new Origin.ProjectFile(entry.get().keyAt()));
    }

    private Optional<List<String>> words(YamlNode.Entry provider) {
        List<String> words = new ArrayList<>();
        if (provider.value() instanceof YamlNode.Sequence sequence) {
            for (YamlNode item : sequence.items()) {
                if (item instanceof YamlNode.Scalar scalar && !scalar.isNothing() && !scalar.isSecret()) {
                    words.add(scalar.text());
                }
            }
            boolean whole = words.size() == sequence.items().size() && !words.isEmpty();
            if (whole
                    && !words.getFirst().isBlank()
                    && words.stream().skip(1).anyMatch(word -> word.contains(SecretCommands.PLACEHOLDER))) {
                return Optional.of(List.copyOf(words));
            }
        }
        wrong(provider.value().at());
        return Optional.empty();
    }

    private void wrong(Position at) {
        reader.problems()
                .add(
                        "project.secrets",
                        at,
                        "'secrets' names commands, each a list of words of which one holds {name}",
                        "Write, for example: secrets: { command: [pass, show, \"{name}\"] }");
    }
}
