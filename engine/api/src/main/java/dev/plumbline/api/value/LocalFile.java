package dev.plumbline.api.value;

import java.util.Optional;

/**
 * A file on the control node, found and hashed when the playbook was loaded.
 *
 * @param path where it lies on the control node
 * @param size in bytes
 * @param held what is meant instead of the file's own bytes: the content of an encrypted file, which is secret
 */
public record LocalFile(String path, long size, Sha256 hash, Optional<Bytes> held) {

    public LocalFile(String path, long size, Sha256 hash) {
        this(path, size, hash, Optional.empty());
    }

    /** A file that was decrypted; size and hash are those of what it holds. */
    public static LocalFile decrypted(String path, Bytes content) {
        return new LocalFile(path, content.length(), content.sha256(), Optional.of(content));
    }
}
