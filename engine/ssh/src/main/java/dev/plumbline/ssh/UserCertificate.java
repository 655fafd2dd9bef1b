package dev.plumbline.ssh;

import dev.plumbline.ssh.hostkey.PublicKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A certificate of a user's key (OpenSSH's PROTOCOL.certkeys). The server is who verifies it.
 *
 * @param type such as {@code ssh-ed25519-cert-v01@openssh.com}
 */
record UserCertificate(String type, PublicKey blob) {

    private static final String SUFFIX = "-cert-v01@openssh.com";

    static Optional<UserCertificate> read(Path file) {
        try {
            String[] words =
                    Files.readString(file, StandardCharsets.ISO_8859_1).strip().split("[ \t]+", 3);
            if (words.length < 2 || !words[0].endsWith(SUFFIX)) {
                return Optional.empty();
            }
            return Optional.of(new UserCertificate(words[0], PublicKey.parse(words[0], words[1])));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether it speaks of a key: behind its type and a nonce stand the fields of that key. */
    boolean certifies(PublicKey key) {
        if (!type.equals(key.type() + SUFFIX)) {
            return false;
        }
        byte[] certificate = blob.bytes();
        int fields = skip(certificate, skip(certificate, 0));
        byte[] bytes = key.bytes();
        byte[] wanted = Arrays.copyOfRange(bytes, skip(bytes, 0), bytes.length);
        return fields + wanted.length <= certificate.length
                && Arrays.equals(certificate, fields, fields + wanted.length, wanted, 0, wanted.length);
    }

    private static int skip(byte[] bytes, int at) {
        if (at + Integer.BYTES > bytes.length) {
            return bytes.length;
        }
        int length = ByteBuffer.wrap(bytes).getInt(at);
        return length < 0 || length > bytes.length - at - Integer.BYTES ? bytes.length : at + Integer.BYTES + length;
    }
}
