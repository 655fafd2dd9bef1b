package dev.plumbline.cli;

import dev.plumbline.api.value.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The user's editor on a decrypted copy, which lies in memory where the machine has such a place, and is gone afterwards. */
final class VaultEditor {
    private final Surroundings surroundings;

    VaultEditor(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The content as the user left it. */
    Bytes edit(String name, Bytes content) throws InterruptedException {
        try (PrivateFolder folder = PrivateFolder.in(place())) {
            Path copy = folder.write(name, content.toArray());
            int code = run(copy);
            if (code != 0) {
                throw new CommandException(
                        ExitCode.FAILED,
                        "vault.editor",
                        "the editor ended with exit code " + code + ": nothing was changed",
                        "set VISUAL or EDITOR to an editor that waits until the file is closed");
            }
            return Bytes.of(Files.readAllBytes(copy));
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "vault.editor",
                    "the decrypted copy can't be edited: " + VaultFile.reason(e),
                    "nothing was changed");
        }
    }

    private Path place() {
        Map<String, String> environment = surroundings.environment();
        return Stream.of(environment.getOrDefault("XDG_RUNTIME_DIR", ""), "/dev/shm")
                .filter(name -> name.startsWith("/"))
                .map(Path::of)
                .filter(folder -> Files.isDirectory(folder) && Files.isWritable(folder))
                .findFirst()
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
    }

    /** By a shell, since EDITOR may hold arguments; the file's name is an argument of its own. */
    private int run(Path file) throws IOException, InterruptedException {
        Map<String, String> environment = surroundings.environment();
        String editor = environment.getOrDefault("VISUAL", "");
        if (editor.isBlank()) {
            editor = environment.getOrDefault("EDITOR", "vi");
        }
        ProcessBuilder builder = new ProcessBuilder(
                        List.of("/bin/sh", "-c", editor + " \"$1\"", "plumb", file.toString()))
                .directory(surroundings.workingDirectory().toFile())
                .inheritIO();
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start().waitFor();
    }
}
