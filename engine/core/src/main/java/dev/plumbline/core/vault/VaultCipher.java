package dev.plumbline.core.vault;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Ansible's cipher AES256: of the password and a salt, PBKDF2 with HMAC-SHA256 in 10,000 rounds makes a key for AES-256 in counter mode, a
 * key for the HMAC-SHA256 of the ciphertext, and the first counter. The plaintext is padded as PKCS#7 says.
 */
final class VaultCipher {
    private static final int ROUNDS = 10_000;
    private static final int KEY = 32;
    private static final int BLOCK = 16;
    private static final int SALT = 32;
    private static final String HMAC = "HmacSHA256";
    private static final SecureRandom RANDOM = new SecureRandom();

    private VaultCipher() {}

    /** Encrypts with a fresh salt. The password must not be empty. */
    static VaultEnvelope encrypt(byte[] plaintext, byte[] password, Optional<String> id) {
        byte[] salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        return encrypt(plaintext, password, id, salt);
    }

    static VaultEnvelope encrypt(byte[] plaintext, byte[] password, Optional<String> id, byte[] salt) {
        if (plaintext.length > VaultEnvelope.LONGEST / 4 - BLOCK * SALT) {
            throw new VaultException(
                    "vault.too_large",
                    "at most " + VaultEnvelope.LONGEST / 4 / (1 << 20) + " MiB can be encrypted",
                    "Use another program for files of this size.");
        }
        try {
            Keys keys = Keys.of(password, salt);
            byte[] padded = padded(plaintext);
            byte[] ciphertext = keys.cipher(Cipher.ENCRYPT_MODE).doFinal(padded);
            Arrays.fill(padded, (byte) 0);
            HexFormat hex = HexFormat.of();
            return VaultEnvelope.of(
                    id,
                    new VaultEnvelope.Parts(
                            hex.formatHex(salt), hex.formatHex(keys.mac(ciphertext)), hex.formatHex(ciphertext)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has AES and HMAC-SHA256", e);
        }
    }

    /**
     * Decrypts; empty where the password is another, or a single bit was changed: these can't be told apart.
     *
     * @throws VaultException where what is authentic has no form that Ansible would have written
     */
    static Optional<byte[]> decrypt(VaultEnvelope envelope, byte[] password) {
        VaultEnvelope.Parts parts = envelope.parts();
        byte[] ciphertext = VaultEnvelope.bytes(parts.ciphertext());
        try {
            Keys keys = Keys.of(password, VaultEnvelope.bytes(parts.salt()));
            if (!MessageDigest.isEqual(keys.mac(ciphertext), VaultEnvelope.bytes(parts.mac()))) {
                return Optional.empty();
            }
            return Optional.of(unpadded(keys.cipher(Cipher.DECRYPT_MODE).doFinal(ciphertext)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has AES and HMAC-SHA256", e);
        }
    }

    private static byte[] padded(byte[] plaintext) {
        int more = BLOCK - plaintext.length % BLOCK;
        byte[] padded = Arrays.copyOf(plaintext, plaintext.length + more);
        Arrays.fill(padded, plaintext.length, padded.length, (byte) more);
        return padded;
    }

    static byte[] unpadded(byte[] padded) {
        int more = padded.length == 0 ? 0 : padded[padded.length - 1];
        boolean fits = more >= 1 && more <= BLOCK && more <= padded.length;
        for (int i = 1; fits && i <= more; i++) {
            fits = padded[padded.length - i] == more;
        }
        if (!fits) {
            throw VaultEnvelope.malformed("its padding is not that of PKCS#7");
        }
        byte[] plaintext = Arrays.copyOf(padded, padded.length - more);
        Arrays.fill(padded, (byte) 0);
        return plaintext;
    }

    /** What is made of a password and a salt. */
    private record Keys(SecretKeySpec encryption, SecretKeySpec authentication, IvParameterSpec counter) {

        static Keys of(byte[] password, byte[] salt) throws GeneralSecurityException {
            byte[] derived = derived(password, salt);
            Keys keys = new Keys(
                    new SecretKeySpec(derived, 0, KEY, "AES"),
                    new SecretKeySpec(derived, KEY, KEY, HMAC),
                    new IvParameterSpec(derived, 2 * KEY, BLOCK));
            Arrays.fill(derived, (byte) 0);
            return keys;
        }

        Cipher cipher(int mode) throws GeneralSecurityException {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(mode, encryption, counter);
            return cipher;
        }

        byte[] mac(byte[] content) throws GeneralSecurityException {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(authentication);
            return mac.doFinal(content);
        }

        /** PBKDF2 over bytes: the JDK's own takes characters, and a password file may hold any bytes. */
        private static byte[] derived(byte[] password, byte[] salt) throws GeneralSecurityException {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(password, HMAC));
            int blocks = (2 * KEY + BLOCK + KEY - 1) / KEY;
            byte[] derived = new byte[blocks * KEY];
            for (int block = 1; block <= blocks; block++) {
                mac.update(salt);
                byte[] round = mac.doFinal(new byte[] {0, 0, 0, (byte) block});
                byte[] sum = round.clone();
                for (int i = 1; i < ROUNDS; i++) {
                    mac.update(round);
                    mac.doFinal(round, 0);
                    for (int j = 0; j < sum.length; j++) {
                        sum[j] ^= round[j];
                    }
                }
                System.arraycopy(sum, 0, derived, (block - 1) * KEY, KEY);
            }
            return derived;
        }
    }
}
