package dev.plumbline.testkit.module;

import dev.plumbline.api.read.CommandResult;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.testkit.SimulatedProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The sh of this machine as a program of a host in memory: what it does, it does in a folder of the test's. */
record RealShell(Path folder) implements SimulatedProgram {

    @Override
    public CommandResult run(Call call) {
        List<String> command = new ArrayList<>(List.of("/bin/sh"));
        command.addAll(call.arguments());
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        call.environment().forEach((name, value) -> builder.environment().put(name, value.reveal()));
        try {
            Process process = builder.redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            Bytes output = Bytes.latin1(latin1(process.getInputStream().readAllBytes()));
            Bytes error = Bytes.latin1(latin1(process.getErrorStream().readAllBytes()));
            return new CommandResult(process.waitFor(), output, error);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
