package dev.plumbline.ssh;

import com.jcraft.jsch.Identity;
import com.jcraft.jsch.KeyPair;
import dev.plumbline.ssh.hostkey.PublicKey;

/**
 * An opened key, alone or under a certificate.
 *
 * @param name for messages
 * @param shown what is shown to the server: the public key or a certificate
 */
record KeyIdentity(String name, String algorithm, PublicKey shown, KeyPair pair) implements Identity {

    private static final String CERTIFICATE = "-cert-v01@openssh.com";

    @Override
    public boolean setPassphrase(byte[] passphrase) {
        return true;
    }

    @Override
    public byte[] getPublicKeyBlob() {
        return shown.bytes();
    }

    @Override
    public byte[] getSignature(byte[] data) {
        return pair.getSignature(data);
    }

    /** Signs as the bare key does also where a certificate is shown, for that is what the server verifies. */
    @Override
    public byte[] getSignature(byte[] data, String wanted) {
        return pair.getSignature(data, wanted.replace(CERTIFICATE, ""));
    }

    @Override
    public String getAlgName() {
        return algorithm;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean isEncrypted() {
        return false;
    }

    @Override
    public void clear() {}
}
