package dev.plumbline.api.value;

/**
 * A file on the control node, found and hashed when the playbook was loaded.
 *
 * @param path where it lies on the control node
 * @param size in bytes
 */
public record LocalFile(String path, long size, Sha256 hash) {}
