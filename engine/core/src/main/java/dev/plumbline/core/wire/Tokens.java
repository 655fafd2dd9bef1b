package dev.plumbline.core.wire;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Words that nobody can guess: 128 bits in hexadecimal. */
final class Tokens {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Tokens() {}

    static String next() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }
}
