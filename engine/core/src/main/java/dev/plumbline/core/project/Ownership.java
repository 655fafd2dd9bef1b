package dev.plumbline.core.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;

/** Whether others could have written a file or a folder: then what it says is not the user's word. */
final class Ownership {
    private Ownership() {}

    /** Why a path is not to be trusted; empty where it is. The user's own and root's are, unless everybody may write there. */
    static Optional<String> suspicion(Path path) throws IOException {
        PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
        UserPrincipal self = self(path);
        boolean foreign = !attributes.owner().equals(self)
                && !attributes
                        .owner()
                        .equals(Files.getOwner(path.getFileSystem().getPath("/")));
        if (foreign) {
            return Optional.of("belongs to " + attributes.owner().getName() + ", not to " + self.getName());
        }
        return attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)
                ? Optional.of("can be written by everybody")
                : Optional.empty();
    }

    private static UserPrincipal self(Path path) throws IOException {
        Path process = Path.of("/proc/self");
        return Files.exists(process)
                ? Files.getOwner(process)
                : path.getFileSystem()
                        .getUserPrincipalLookupService()
                        .lookupPrincipalByName(System.getProperty("user.name", ""));
    }
}
