package dev.plumbline.core.playbook;

import dev.plumbline.api.value.LocalFile;
import dev.plumbline.api.value.Sha256;
import dev.plumbline.core.program.ShownPath;
import dev.plumbline.core.vault.Vault;
import dev.plumbline.core.vault.VaultEnvelope;
import dev.plumbline.core.vault.VaultException;
import dev.plumbline.core.yaml.FilesRead;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds files of the control node by name, and hashes each once. A relative name can't climb out of the project. What a vault has
 * encrypted is decrypted, and then held in memory.
 */
final class LocalFiles {
    private final List<Path> directories;
    private final Path project;
    private final Vault vault;
    private final FilesRead read;
    private final Map<Path, LocalFile> hashed = new ConcurrentHashMap<>();

    LocalFiles(List<Path> directories, Path project, Vault vault, FilesRead read) {
        this.read = read;
        this.vault = vault;
        this.directories = List.copyOf(directories);
        this.project = project;
    }

    /** Throws {@link IllegalArgumentException} with a message for the user where there is no such file. */
    LocalFile find(String name) {
        if (name.isBlank() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a file needs a name");
        }
        for (Path directory : directories) {
            Path candidate = directory.resolve(name).normalize();
            if (Files.isRegularFile(candidate)) {
                if (!Path.of(name).isAbsolute() && !isInside(candidate, directory) && !isInside(candidate, project)) {
                    throw new IllegalArgumentException("the file '" + name + "' lies outside the project");
                }
                read.add(candidate);
                return hashed.computeIfAbsent(candidate, this::hash);
            }
            if (Files.isDirectory(candidate)) {
                throw new IllegalArgumentException("'" + name + "' is a directory; only files can be named");
            }
        }
        throw new IllegalArgumentException("there is no file '" + name + "'; looked in "
                + String.join(
                        ", ", directories.stream().map(this::shown).distinct().toList()));
    }

    private String shown(Path directory) {
        Path base = project.toAbsolutePath().normalize();
        if (directory.equals(base)) {
            return "the project's folder";
        }
        return ShownPath.of(base, directory);
    }

    private static boolean isInside(Path file, Path directory) {
        try {
            return Files.exists(directory) && file.toRealPath().startsWith(directory.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    private LocalFile hash(Path file) {
        return isVaulted(file) ? opened(file) : hashOfPlain(file);
    }

    private static boolean isVaulted(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            return VaultEnvelope.isVaulted(content.readNBytes(64));
        } catch (IOException e) {
            return false; // told when it is hashed
        }
    }

    private LocalFile opened(Path file) {
        try {
            VaultEnvelope envelope = VaultEnvelope.parse(Files.readString(file, StandardCharsets.ISO_8859_1));
            return LocalFile.decrypted(file.toString(), vault.open(envelope).content());
        } catch (VaultException e) {
            throw new IllegalArgumentException(
                    "the file '" + file + "' can't be decrypted: " + e.explanation() + ". " + e.remedy(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the file '" + file + "' can't be read: " + e.getMessage(), e);
        }
    }

    private static LocalFile hashOfPlain(Path file) {
        try (InputStream content = Files.newInputStream(file);
                DigestInputStream digest = new DigestInputStream(content, MessageDigest.getInstance("SHA-256"))) {
            long size = digest.transferTo(OutputStream.nullOutputStream());
            String hex = HexFormat.of().formatHex(digest.getMessageDigest().digest());
            return new LocalFile(file.toString(), size, new Sha256(hex));
        } catch (IOException e) {
            throw new IllegalArgumentException("the file '" + file + "' can't be read: " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
