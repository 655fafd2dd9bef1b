package dev.plumbline.core.secret;

import dev.plumbline.api.value.Bytes;
import dev.plumbline.core.vault.VaultException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs on this machine that print a secret: without a shell and without input, what they print kept from every log. */
public final class LocalPrograms {
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_SECONDS = 120;

    private final Path directory;
    private final Map<String, String> environment;

    /** Takes where programs are run and with which environment. */
    public LocalPrograms(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = Map.copyOf(environment);
    }

    static LocalPrograms none() {
        return new LocalPrograms(Path.of("/"), Map.of());
    }

    /** What a program printed on standard output. */
    record Output(int code, Bytes bytes) {}

    /**
     * Runs a program to its end.
     *
     * @throws VaultException where it can't be started, doesn't end, or prints without end
     */
    Output run(List<String> words) {
        ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        String program = words.getFirst();
        try {
            Process process = builder.start();
            Thread watch = Thread.startVirtualThread(() -> endInTime(process));
            try (InputStream output = process.getInputStream()) {
                byte[] bytes = output.readNBytes(MOST_BYTES + 1);
                if (bytes.length > MOST_BYTES) {
                    process.destroyForcibly();
                    throw failed(program, "prints more than " + MOST_BYTES + " bytes");
                }
                return new Output(process.waitFor(), Bytes.of(bytes));
            } finally {
                watch.interrupt();
            }
        } catch (IOException e) {
            throw new VaultException(
                    "secret.command",
                    "'" + program + "' can't be run: no such program, or not allowed",
                    "Install it, name its path, or make it executable.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(program, "was interrupted");
        }
    }

    private static void endInTime(Process process) {
        try {
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static VaultException failed(String program, String why) {
        return new VaultException(
                "secret.command", "'" + program + "' " + why, "Let it print the secret alone and end soon.");
    }
}
