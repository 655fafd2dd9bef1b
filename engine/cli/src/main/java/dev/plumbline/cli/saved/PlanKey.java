package dev.plumbline.cli.saved;

import dev.plumbline.core.promise.Seal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * The key that plans are sealed with: {@value #VARIABLE} of the environment, which several machines may share, or else one of the state
 * folder, made when it is first needed.
 */
public final class PlanKey {
    public static final String VARIABLE = "PLUMB_PLAN_KEY";

    private static final String FILE = "plan.key";
    private static final int BYTES = 32;

    private PlanKey() {}

    /** Finds or makes the key. */
    public static Seal seal(Map<String, String> environment, Path state) throws PlanFileException {
        String given = environment.getOrDefault(VARIABLE, "");
        if (!given.isEmpty()) {
            return ofVariable(given);
        }
        Path file = state.resolve(FILE);
        try {
            return new Seal(HexFormat.of().parseHex(Files.readString(file).strip()));
        } catch (NoSuchFileException e) {
            return made(file);
        } catch (IOException | IllegalArgumentException e) {
            throw unusable(file, e);
        }
    }

    private static Seal ofVariable(String given) throws PlanFileException {
        try {
            return new Seal(given.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new PlanFileException(
                    "plan.key",
                    VARIABLE + " is too short for a key: it has less than " + Seal.LEAST + " bytes",
                    "make one, as by: openssl rand -hex 32");
        }
    }

    private static Seal made(Path file) throws PlanFileException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        try {
            Files.createDirectories(
                    file.toAbsolutePath().getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            try (var channel = Files.newByteChannel(
                    file,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                channel.write(java.nio.ByteBuffer.wrap(
                        HexFormat.of().formatHex(key).concat("\n").getBytes(StandardCharsets.US_ASCII)));
            }
            return new Seal(key);
        } catch (FileAlreadyExistsException e) {
            return again(file);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** Another run made it at the same moment. */
    private static Seal again(Path file) throws PlanFileException {
        try {
            return new Seal(HexFormat.of().parseHex(Files.readString(file).strip()));
        } catch (IOException | IllegalArgumentException e) {
            throw unusable(file, e);
        }
    }

    private static PlanFileException unusable(Path file, Exception cause) {
        return new PlanFileException(
                "plan.key",
                "the key for plans, " + file + ", can't be used: " + cause.getMessage(),
                "remove it, and a new one is made; or give " + VARIABLE);
    }
}
