package dev.plumbline.core.inventory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs the programs of a project. One may take {@link #LONGEST} for all its answers together and print {@value #LARGEST} bytes for each;
 * then it is killed, and what it began with it.
 */
public final class InventoryProcess implements InventoryProgram {
    public static final Duration LONGEST = Duration.ofSeconds(60);
    static final int LARGEST = 3 * 1024 * 1024;
    private static final int COMPLAINT_BYTES = 64 * 1024;
    private static final int COMPLAINT_LINES = 6;
    private static final int COMPLAINT_WIDTH = 300;

    private final Path workingDirectory;
    private final Map<String, String> environment;
    private final Duration longest;
    private final Map<Path, Long> deadlines = new HashMap<>();

    /** Runs programs in a directory, with these variables of the environment and no others. */
    public InventoryProcess(Path workingDirectory, Map<String, String> environment) {
        this(workingDirectory, environment, LONGEST);
    }

    InventoryProcess(Path workingDirectory, Map<String, String> environment, Duration longest) {
        this.workingDirectory = workingDirectory;
        this.environment = Map.copyOf(environment);
        this.longest = longest;
    }

    @Override
    public byte[] output(Path program, List<String> arguments) throws Failure, InterruptedException {
        Process process = start(program, arguments);
        try {
            process.getOutputStream().close();
            CompletableFuture<byte[]> complaint = read(process.getErrorStream(), COMPLAINT_BYTES, true);
            CompletableFuture<byte[]> answer = read(process.getInputStream(), LARGEST + 1, false);
            byte[] printed = within(answer, program, arguments);
            if (printed.length > LARGEST) {
                throw failure(
                        "inventory.program.output",
                        arguments,
                        "prints more than " + LARGEST + " bytes",
                        "Let it print fewer hosts, or fewer variables of each.");
            }
            if (!process.waitFor(left(program), TimeUnit.NANOSECONDS)) {
                throw tooSlow(arguments);
            }
            if (process.exitValue() != 0) {
                throw failure(
                        "inventory.program.failed",
                        arguments,
                        "ends with exit code " + process.exitValue() + said(within(complaint, program, arguments)),
                        "Run it yourself, and mend what it says.");
            }
            return printed;
        } catch (IOException e) {
            throw failure(
                    "inventory.program.failed", arguments, "can't be spoken to: " + e.getMessage(), "Run it yourself.");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Process start(Path program, List<String> arguments) throws Failure {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(workingDirectory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw failure(
                    "inventory.program.failed",
                    arguments,
                    "can't be started: " + e.getMessage(),
                    "Check the interpreter that its first line names.");
        }
    }

    /** Reads up to a number of bytes; what follows is passed over, or left, and the program with it. */
    private static CompletableFuture<byte[]> read(InputStream stream, int most, boolean toTheEnd) {
        CompletableFuture<byte[]> read = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                bytes.writeBytes(stream.readNBytes(most));
                if (toTheEnd) {
                    stream.transferTo(OutputStream.nullOutputStream());
                }
            } catch (IOException e) {
                // it was killed: what it said until then counts
            }
            read.complete(bytes.toByteArray());
        });
        return read;
    }

    private byte[] within(CompletableFuture<byte[]> read, Path program, List<String> arguments)
            throws Failure, InterruptedException {
        try {
            return read.get(left(program), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw tooSlow(arguments);
        } catch (ExecutionException e) {
            throw new IllegalStateException("reading what a program prints failed", e.getCause());
        }
    }

    private long left(Path program) {
        long deadline = deadlines.computeIfAbsent(program, _ -> System.nanoTime() + longest.toNanos());
        return Math.max(0, deadline - System.nanoTime());
    }

    private Failure tooSlow(List<String> arguments) {
        return failure(
                "inventory.program.slow",
                arguments,
                "takes more than " + longest.toSeconds() + " s",
                "Let it keep its answer for a while; one that prints _meta.hostvars is run only once.");
    }

    private static Failure failure(String code, List<String> arguments, String what, String remedy) {
        return new Failure(
                code,
                "this inventory is a program that, run with " + String.join(" ", arguments) + ", " + what,
                remedy);
    }

    private static String said(byte[] complaint) {
        List<String> lines = new String(complaint, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        List<String> last = lines.subList(Math.max(0, lines.size() - COMPLAINT_LINES), lines.size());
        return last.isEmpty()
                ? ", and says nothing of why"
                : ":\n"
                        + String.join(
                                "\n",
                                last.stream()
                                        .map(line -> line.length() > COMPLAINT_WIDTH
                                                ? line.substring(0, COMPLAINT_WIDTH) + "…"
                                                : line)
                                        .toList());
    }
}
