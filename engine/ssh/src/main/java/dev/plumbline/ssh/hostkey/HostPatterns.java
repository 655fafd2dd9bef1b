package dev.plumbline.ssh.hostkey;

import dev.plumbline.ssh.pattern.PatternList;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Which hosts a line of known_hosts speaks of (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). */
sealed interface HostPatterns {

    /**
     * Whether the line speaks of a host.
     *
     * @param name the host in lower case, or {@code [host]:port} where the port is not 22
     */
    boolean matches(String name);

    /**
     * Reads the first field of a line.
     *
     * @throws IllegalArgumentException with a sentence of cause
     */
    static HostPatterns parse(String text) {
        return text.startsWith("|") ? Hashed.of(text) : new Listed(PatternList.parse(text));
    }

    /** Names and wildcards. */
    record Listed(PatternList patterns) implements HostPatterns {

        @Override
        public boolean matches(String name) {
            return patterns.matchesHost(name);
        }
    }

    /** One name, hidden behind HMAC-SHA1; both parts in base64. */
    record Hashed(String salt, String hash) implements HostPatterns {

        private static final String ALGORITHM = "HmacSHA1";

        static Hashed of(String text) {
            String[] parts = text.split("\\|", -1);
            if (parts.length != 4 || !parts[1].equals("1")) {
                throw new IllegalArgumentException("the hashed host is not of the form |1|salt|hash");
            }
            if (Base64.getDecoder().decode(parts[2]).length == 0) {
                throw new IllegalArgumentException("the hashed host has no salt");
            }
            Base64.getDecoder().decode(parts[3]);
            return new Hashed(parts[2], parts[3]);
        }

        @Override
        public boolean matches(String name) {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(Base64.getDecoder().decode(salt), ALGORITHM));
                byte[] found = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
                return MessageDigest.isEqual(found, Base64.getDecoder().decode(hash));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
            }
        }
    }
}
