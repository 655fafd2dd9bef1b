package dev.plumbline.ssh;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import javax.crypto.Cipher;
import javax.crypto.KEM;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Does once what a key exchange and a login will do, so that their classes are loaded and their loops compiled while a playbook is still
 * being read. Contacts nobody; on one processor it gains nothing and costs a few milliseconds.
 */
public final class WarmUp {

    private WarmUp() {}

    /** Begins in a thread of its own, and returns at once. */
    public static void begin() {
        Thread.ofPlatform().daemon().name("ssh warm-up").start(() -> {
            try {
                exchangeKeys();
                sign();
                encrypt();
            } catch (GeneralSecurityException e) {
                // What this Java lacks is told by the connection that needs it.
                return;
            }
        });
    }

    private static void exchangeKeys() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(pair.getPrivate());
        agreement.doPhase(pair.getPublic(), true);
        agreement.generateSecret();
        KeyPair lattice = KeyPairGenerator.getInstance("ML-KEM-768").generateKeyPair();
        KEM kem = KEM.getInstance("ML-KEM");
        kem.newDecapsulator(lattice.getPrivate())
                .decapsulate(
                        kem.newEncapsulator(lattice.getPublic()).encapsulate().encapsulation());
    }

    private static void sign() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        byte[] signed = signature.sign();
        signature.initVerify(pair.getPublic());
        signature.verify(signed);
    }

    private static void encrypt() throws GeneralSecurityException, InvalidAlgorithmParameterException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[16], "AES"), new GCMParameterSpec(128, new byte[12]));
        cipher.doFinal(new byte[1024]);
        Mac.getInstance("HmacSHA256").init(new SecretKeySpec(new byte[32], "HmacSHA256"));
    }
}
