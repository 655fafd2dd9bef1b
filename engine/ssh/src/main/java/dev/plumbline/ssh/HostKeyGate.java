package dev.plumbline.ssh;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.UserInfo;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.ssh.hostkey.PublicKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets JSch go on only after our own check has accepted the server's key. JSch is told {@code StrictHostKeyChecking=yes} in any case,
 * and sees no known keys of which it could think something of its own.
 */
final class HostKeyGate implements HostKeyRepository {

    private final Check check;
    private volatile @Nullable PublicKey accepted;
    private volatile @Nullable PublicKey shown;
    private volatile @Nullable ConnectionException refusal;

    /** Decides about a key. */
    interface Check {
        /**
         * Accepts a key by returning.
         *
         * @throws ConnectionException where the key is not to be accepted
         */
        void accept(PublicKey key) throws ConnectionException;
    }

    HostKeyGate(Check check) {
        this.check = check;
    }

    Optional<PublicKey> accepted() {
        return Optional.ofNullable(accepted);
    }

    Optional<PublicKey> shown() {
        return Optional.ofNullable(shown);
    }

    Optional<ConnectionException> refusal() {
        return Optional.ofNullable(refusal);
    }

    @Override
    public int check(String host, byte[] key) {
        try {
            PublicKey publicKey = PublicKey.ofBytes(key);
            shown = publicKey;
            check.accept(publicKey);
            accepted = publicKey;
            return OK;
        } catch (ConnectionException e) {
            refusal = e;
        } catch (IllegalArgumentException e) {
            refusal = new ConnectionException(
                    "ssh.protocol",
                    host + " shows a host key that cannot be read: " + e.getMessage(),
                    "check the host's sshd",
                    e);
        }
        return NOT_INCLUDED;
    }

    @Override
    public void add(HostKey key, UserInfo user) {
        throw new UnsupportedOperationException("host keys are only written down by our own check");
    }

    @Override
    public void remove(String host, String type) {}

    @Override
    public void remove(String host, String type, byte[] key) {}

    @Override
    public String getKnownHostsRepositoryID() {
        return "known_hosts";
    }

    @Override
    public HostKey[] getHostKey() {
        return new HostKey[0];
    }

    @Override
    public HostKey[] getHostKey(String host, String type) {
        return new HostKey[0];
    }
}
