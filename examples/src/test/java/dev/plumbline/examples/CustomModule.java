package dev.plumbline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The jar of {@code examples/custom-module}. */
final class CustomModule {
    private static final Path JAR = Tree.ROOT.resolve("examples/custom-module/target/login-note-1.0.jar");

    private CustomModule() {}

    static String hash() {
        assertThat(JAR).as("built by: mvn -DskipTests package").exists();
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(JAR)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Lets a project use it. */
    static Project in(Project project, String hash) {
        try {
            Files.createDirectories(project.file("lib"));
            Files.copy(JAR, project.file("lib/login-note.jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return project.with(
                "plumb.yml",
                "inventory: inventory.yml\nmodules:\n  - { jar: lib/login-note.jar, sha256: " + hash + " }\n");
    }
}
