package dev.plumbline.ssh;

import com.jcraft.jsch.Identity;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.ssh.hostkey.PublicKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Reads private keys, and keeps opened ones: deriving a key from a passphrase takes long on purpose. */
final class PrivateKeyFile {

    private static final Set<PosixFilePermission> OF_OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private final ConcurrentHashMap<Version, KeyPair> opened = new ConcurrentHashMap<>();
    private final String localUser;

    PrivateKeyFile(String localUser) {
        this.localUser = localUser;
    }

    /** A file as it was read; a changed file is another one. */
    private record Version(Path file, String modified, long size) {}

    /**
     * Opens a private key.
     *
     * @return its certificates, if there are any, and the key itself
     * @throws ConnectionException {@code ssh.key.unreadable}, {@code ssh.key.permissions} or {@code ssh.key.passphrase}
     */
    List<Identity> open(Path file, Optional<Supplier<char[]>> passphrase, List<Path> certificateFiles)
            throws ConnectionException {
        KeyPair pair = pair(file, passphrase);
        List<Identity> identities = new ArrayList<>();
        List<Path> certificates = new ArrayList<>(certificateFiles);
        certificates.add(file.resolveSibling(file.getFileName() + "-cert.pub"));
        PublicKey own = PublicKey.ofBytes(pair.getPublicKeyBlob());
        for (Path certificate : certificates) {
            UserCertificate.read(certificate)
                    .filter(found -> found.certifies(own))
                    .ifPresent(found ->
                            identities.add(new KeyIdentity(certificate.toString(), found.type(), found.blob(), pair)));
        }
        identities.add(new KeyIdentity(file.toString(), own.type(), own, pair));
        return identities;
    }

    /** Returns the public half of a key, without a passphrase, where the file or the {@code .pub} beside it tells. */
    static Optional<PublicKey> publicHalf(Path file) {
        try {
            Path half = isPublicHalf(file) ? file : file.resolveSibling(file.getFileName() + ".pub");
            String[] words =
                    Files.readString(half, StandardCharsets.ISO_8859_1).strip().split("[ \t]+", 3);
            return words.length < 2 ? Optional.empty() : Optional.of(PublicKey.parse(words[0], words[1]));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether a file holds only the public half of a key, whose private half an agent holds. */
    static boolean isPublicHalf(Path file) {
        return file.getFileName().toString().endsWith(".pub");
    }

    private KeyPair pair(Path file, Optional<Supplier<char[]>> passphrase) throws ConnectionException {
        byte[] bytes;
        Version version;
        try {
            PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
            version = new Version(file, attributes.lastModifiedTime().toString(), attributes.size());
            checkPermissions(file, attributes);
            KeyPair known = opened.get(version);
            if (known != null) {
                return known;
            }
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new ConnectionException(
                    "ssh.key.unreadable", "the private key " + file + " does not exist", "check its path", e);
        } catch (IOException e) {
            throw new ConnectionException(
                    "ssh.key.unreadable",
                    "the private key " + file + " cannot be read: " + e,
                    "check its path and rights",
                    e);
        }
        KeyPair pair = parse(file, bytes);
        decrypt(file, pair, passphrase);
        opened.put(version, pair);
        return pair;
    }

    private void checkPermissions(Path file, PosixFileAttributes attributes) throws ConnectionException {
        // As OpenSSH: a key of another owner is that one's own affair.
        if (attributes.owner().getName().equals(localUser)
                && attributes.permissions().stream().anyMatch(OF_OTHERS::contains)) {
            throw new ConnectionException(
                    "ssh.key.permissions",
                    "the private key " + file + " is open to other users, so it is not used",
                    "run: chmod 600 " + file + "; and think about whether someone has read it");
        }
    }

    private static KeyPair parse(Path file, byte[] bytes) throws ConnectionException {
        try {
            KeyPair pair = KeyPair.load(new JSch(), bytes, null);
            if (!pair.isEncrypted() && pair.getPublicKeyBlob() == null) {
                throw unreadable(file, "it holds no key that can be used", null);
            }
            return pair;
        } catch (JSchException | RuntimeException e) {
            throw unreadable(file, Peer.printable(String.valueOf(e.getMessage())), e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static ConnectionException unreadable(
            Path file, String why, @org.jspecify.annotations.Nullable Exception cause) {
        return new ConnectionException(
                "ssh.key.unreadable",
                "the private key " + file + " cannot be understood: " + why,
                "keys in OpenSSH's format work (ed25519, RSA, ECDSA); ssh-keygen -p -f " + file + " rewrites a key",
                cause);
    }

    private static void decrypt(Path file, KeyPair pair, Optional<Supplier<char[]>> passphrase)
            throws ConnectionException {
        if (!pair.isEncrypted()) {
            return;
        }
        if (passphrase.isEmpty()) {
            throw new ConnectionException(
                    "ssh.key.passphrase",
                    "the private key " + file + " is encrypted, and there is no passphrase",
                    "add the key to an agent (ssh-add " + file + ")");
        }
        byte[] bytes = encode(passphrase.get().get());
        try {
            if (!pair.decrypt(bytes) || pair.getPublicKeyBlob() == null) {
                throw wrongPassphrase(file, null);
            }
        } catch (RuntimeException e) {
            throw wrongPassphrase(file, e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static ConnectionException wrongPassphrase(Path file, @org.jspecify.annotations.Nullable Exception cause) {
        return new ConnectionException(
                "ssh.key.passphrase",
                "the passphrase does not open the private key " + file,
                "check the passphrase: ssh-keygen -y -f " + file + " asks for it",
                cause);
    }

    private static byte[] encode(char[] secret) {
        ByteBuffer buffer = StandardCharsets.UTF_8.encode(CharBuffer.wrap(secret));
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        buffer.clear();
        buffer.put(new byte[buffer.capacity()]);
        return bytes;
    }
}
