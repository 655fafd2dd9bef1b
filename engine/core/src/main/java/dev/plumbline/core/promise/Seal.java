package dev.plumbline.core.promise;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes digests of what may be secret: HMAC-SHA256 (RFC 2104) under a key, so that nobody without the key can try out what a short secret
 * was.
 */
public final class Seal {
    /** The least number of bytes that a key has. */
    public static final int LEAST = 16;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHOWN = 16;

    private final SecretKeySpec key;

    /**
     * For a key.
     *
     * @throws IllegalArgumentException where it has less than {@value #LEAST} bytes
     */
    public Seal(byte[] key) {
        if (key.length < LEAST) {
            throw new IllegalArgumentException("a key has at least " + LEAST + " bytes");
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** Names the key without giving it away: 16 hexadecimal digits. */
    public String name() {
        return digest("the name of this key").substring(0, SHOWN);
    }

    /** The digest of some words in their order, in 64 hexadecimal digits. No two lists of words are taken for each other. */
    public String digest(String... words) {
        return digest(Arrays.asList(words));
    }

    public String digest(List<String> words) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (String word : words) {
                byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
                mac.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
                mac.update(bytes);
            }
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has " + ALGORITHM, e);
        }
    }
}
