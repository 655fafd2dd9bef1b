package dev.plumbline.cli;

import dev.plumbline.api.value.Bytes;
import dev.plumbline.core.program.Position;
import dev.plumbline.core.vault.VaultEnvelope;
import dev.plumbline.core.vault.VaultException;
import dev.plumbline.core.yaml.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;

/**
 * A file that {@code plumb vault} works on.
 *
 * @param shown as the user named it
 * @param path empty for standard input
 */
record VaultFile(String shown, Optional<Path> path, Bytes content) {
    static final String STANDARD = "-";

    /** Reads a file; one that can't be read is a problem. */
    static Optional<VaultFile> read(String name, Surroundings surroundings, Problems problems) {
        try {
            if (name.equals(STANDARD)) {
                return Optional.of(new VaultFile("standard input", Optional.empty(), bounded(surroundings.in())));
            }
            Path path = surroundings.workingDirectory().resolve(name);
            if (Files.isDirectory(path)) {
                problems.add("vault.file", name + " is a folder", "Name the files in it.");
                return Optional.empty();
            }
            try (InputStream content = Files.newInputStream(path)) {
                return Optional.of(new VaultFile(name, Optional.of(path), bounded(content)));
            }
        } catch (NoSuchFileException e) {
            problems.add("vault.file", "there is no file " + name, "Correct its name.");
        } catch (IOException e) {
            problems.add("vault.file", name + " can't be read: " + reason(e), "Check its rights.");
        }
        return Optional.empty();
    }

    private static Bytes bounded(InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(VaultEnvelope.LONGEST + 1);
        if (bytes.length > VaultEnvelope.LONGEST) {
            throw new IOException("it has more than " + VaultEnvelope.LONGEST + " bytes");
        }
        return Bytes.of(bytes);
    }

    boolean isVaulted() {
        return VaultEnvelope.isVaulted(content.toArray());
    }

    /** What is encrypted here; what is malformed is a problem. */
    Optional<VaultEnvelope> envelope(Problems problems) {
        if (!isVaulted()) {
            problems.add("vault.plain", begin(), "this is not encrypted", "'plumb vault encrypt' does that.");
            return Optional.empty();
        }
        try {
            return Optional.of(VaultEnvelope.parse(content.latin1()));
        } catch (VaultException e) {
            problems.add(e.at(begin()));
            return Optional.empty();
        }
    }

    Position begin() {
        return new Position(shown, 1, 1);
    }

    /** Puts new content in a file's place in one step. Mode and owner stay; a new file is its owner's alone. A link is followed. */
    static void write(Path file, Bytes content) throws IOException {
        boolean exists = Files.exists(file);
        Path target = exists ? file.toRealPath() : file.toAbsolutePath().normalize();
        Path parent = target.getParent();
        if (parent == null) {
            throw new IOException("it is no file");
        }
        try (PrivateFolder folder = PrivateFolder.in(parent)) {
            Path fresh = folder.write("content", content.toArray());
            if (exists) {
                likeBefore(target, fresh);
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void likeBefore(Path target, Path fresh) throws IOException {
        PosixFileAttributes before = Files.readAttributes(target, PosixFileAttributes.class);
        PosixFileAttributeView view =
                Files.getFileAttributeView(fresh, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        PosixFileAttributes now = view.readAttributes();
        if (!now.owner().equals(before.owner())) {
            view.setOwner(before.owner());
        }
        if (!now.group().equals(before.group())) {
            view.setGroup(before.group());
        }
        view.setPermissions(before.permissions());
    }

    static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    @Override
    public String toString() {
        return shown;
    }
}
