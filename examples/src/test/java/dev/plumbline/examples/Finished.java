package dev.plumbline.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process that came to its end. */
record Finished(List<String> command, int exit, String out, String err) {

    /** Its standard output, where it succeeded. */
    String orFail() {
        if (exit != 0) {
            throw new AssertionError(this);
        }
        return out.strip();
    }

    @Override
    public String toString() {
        return String.join(" ", command) + "\nexit code " + exit + "\n--- stdout\n" + out + "\n--- stderr\n" + err;
    }

    /** Runs a program with exactly this environment, and kills it where it takes longer than it may. */
    static Finished run(
            List<String> command, Path directory, Map<String, String> environment, String input, Duration limit) {
        return await(start(command, directory, environment), command, input, limit);
    }

    static Process start(List<String> command, Path directory, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Finished await(Process process, String command, Duration limit) {
        return await(process, List.of(command), "", limit);
    }

    static Finished await(Process process, List<String> command, String input, Duration limit) {
        CompletableFuture<String> out = text(process.getInputStream());
        CompletableFuture<String> err = text(process.getErrorStream());
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It ended, or closed its input, without reading it all: its exit code tells.
        }
        try {
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError(
                        "still running after " + limit + ": " + new Finished(command, -1, out.join(), err.join()));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IllegalStateException(e);
        }
        return new Finished(command, process.exitValue(), out.join(), err.join());
    }

    private static CompletableFuture<String> text(InputStream stream) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                text.complete(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                text.complete("(unreadable: " + e.getMessage() + ")");
            }
        });
        return text;
    }
}
