package dev.plumbline.ssh.hostkey;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.OptionalInt;

/**
 * A public key in SSH's wire format (RFC 4253, 6.6).
 *
 * @param type the key's own name for its type, such as {@code ssh-ed25519} or {@code ssh-rsa}
 * @param base64 the key's bytes, as known_hosts writes them
 */
public record PublicKey(String type, String base64) {

    private static final int LONGEST_TYPE = 100;

    /**
     * Takes a key as it comes over the wire.
     *
     * @throws IllegalArgumentException where the bytes do not begin with the name of a key type
     */
    public static PublicKey ofBytes(byte[] bytes) {
        return new PublicKey(
                string(ByteBuffer.wrap(bytes), "its bytes do not begin with a key type"),
                Base64.getEncoder().encodeToString(bytes));
    }

    /**
     * Reads a key as known_hosts writes it.
     *
     * @throws IllegalArgumentException with a sentence of cause where the text is not base64 or is a key of another type
     */
    public static PublicKey parse(String type, String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the key is not base64", e);
        }
        PublicKey key = ofBytes(bytes);
        if (!key.type().equals(type)) {
            throw new IllegalArgumentException("the line says " + type + ", the key itself " + key.type());
        }
        return key;
    }

    public byte[] bytes() {
        return Base64.getDecoder().decode(base64);
    }

    /** Returns the fingerprint as OpenSSH writes it: {@code SHA256:} and unpadded base64. */
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes());
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Returns the bits of an RSA key's modulus; nothing for other keys. */
    public OptionalInt rsaBits() {
        if (!type.equals("ssh-rsa")) {
            return OptionalInt.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes());
        field(buffer, "it has no type");
        field(buffer, "it has no exponent");
        return OptionalInt.of(new BigInteger(1, field(buffer, "it has no modulus")).bitLength());
    }

    /** Type and fingerprint, for messages. */
    public String describe() {
        return type + " " + fingerprint();
    }

    private static String string(ByteBuffer buffer, String problem) {
        byte[] bytes = field(buffer, problem);
        if (bytes.length == 0 || bytes.length > LONGEST_TYPE) {
            throw new IllegalArgumentException("not a public key: " + problem);
        }
        for (byte each : bytes) {
            if (each <= ' ' || each > '~') {
                throw new IllegalArgumentException("not a public key: " + problem);
            }
        }
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static byte[] field(ByteBuffer buffer, String problem) {
        if (buffer.remaining() < Integer.BYTES) {
            throw new IllegalArgumentException("not a public key: " + problem);
        }
        int length = buffer.getInt();
        if (length < 0 || length > buffer.remaining()) {
            throw new IllegalArgumentException("not a public key: " + problem);
        }
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }
}
