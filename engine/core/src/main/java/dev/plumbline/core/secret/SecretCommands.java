package dev.plumbline.core.secret;

import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.vault.VaultException;
import dev.plumbline.core.yaml.NearestName;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Secrets that other programs keep. A provider is a list of words in which <code>{name}</code> stands for the secret's name; it is run
 * without a shell, once for each name, also when it fails. What it prints is the secret, but for a last line end; nothing of it is shown.
 */
public final class SecretCommands implements SecretSource {
    /** What stands for the name in a provider's words. */
    public static final String PLACEHOLDER = "{name}";

    /** No leading dash, no way upwards, nothing that a terminal or a line would read otherwise: it may come from a host. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_./][\\p{L}\\p{N}_./:@+= -]{0,499}");

    private static final Pattern UPWARDS = Pattern.compile("(^|/)\\.\\.(/|$)");

    private final Map<String, List<String>> providers;
    private final LocalPrograms programs;
    private final Map<List<String>, Result> results = new ConcurrentHashMap<>();

    private sealed interface Result {
        record Given(Text secret) implements Result {}

        record Failed(VaultException why) implements Result {}
    }

    /** Takes the words of each provider. */
    public SecretCommands(Map<String, List<String>> providers, LocalPrograms programs) {
        this.providers = Map.copyOf(providers);
        this.programs = programs;
    }

    static SecretCommands none() {
        return new SecretCommands(Map.of(), LocalPrograms.none());
    }

    @Override
    public Text secret(String provider, String name) {
        return switch (results.computeIfAbsent(List.of(provider, name), _ -> ask(provider, name))) {
            case Result.Given(Text secret) -> secret;
            case Result.Failed(VaultException why) -> throw why;
        };
    }

    private Result ask(String provider, String name) {
        try {
            return new Result.Given(run(provider, name));
        } catch (VaultException e) {
            return new Result.Failed(e);
        }
    }

    private Text run(String provider, String name) {
        List<String> words = providers.get(provider);
        if (words == null) {
            throw new VaultException(
                    "secret.provider",
                    providers.isEmpty()
                            ? "no command is configured that gives secrets"
                            : "there is no provider '" + provider + "' of secrets",
                    providers.isEmpty()
                            ? "Put one into plumb.yml, as in: secrets: { command: [pass, show, \"{name}\"] }"
                            : NearestName.hint(
                                    provider,
                                    providers.keySet(),
                                    "'secrets' in plumb.yml has "
                                            + String.join(
                                                    ", ",
                                                    providers.keySet().stream()
                                                            .sorted()
                                                            .toList())
                                            + "."));
        }
        if (!NAME.matcher(name).matches() || UPWARDS.matcher(name).find()) {
            throw new VaultException(
                    "secret.name",
                    "this can't be the name of a secret",
                    "Use letters, digits and _ . / : @ + = - within; not '..', and no dash at the beginning.");
        }
        List<String> command =
                words.stream().map(word -> word.replace(PLACEHOLDER, name)).toList();
        LocalPrograms.Output output = programs.run(command);
        String shown = "'" + words.getFirst() + "' for the secret '" + name + "'";
        if (output.code() != 0) {
            throw new VaultException(
                    "secret.failed",
                    shown + " ended with exit code " + output.code(),
                    "Run it yourself to see why: its output may hold secrets and is not shown.");
        }
        return text(output.bytes(), shown);
    }

    private static Text text(Bytes bytes, String shown) {
        String characters = bytes.utf8()
                .orElseThrow(() -> new VaultException(
                        "secret.encoding", shown + " gave something that is not UTF-8", "Let it give text."));
        String secret = characters.replaceFirst("\r?\n\\z", "");
        if (secret.isEmpty()) {
            throw new VaultException("secret.empty", shown + " gave nothing", "Correct the name, or store the secret.");
        }
        return Text.secret(secret);
    }
}
