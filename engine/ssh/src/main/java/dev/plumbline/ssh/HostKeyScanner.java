package dev.plumbline.ssh;

import com.jcraft.jsch.JSchAlgoNegoFailException;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.connection.Target;
import dev.plumbline.ssh.config.Query;
import dev.plumbline.ssh.hostkey.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fetches the keys that a host shows, without logging in. */
public final class HostKeyScanner {

    private static final List<List<String>> TYPES = List.of(
            List.of("ssh-ed25519"),
            List.of("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521"),
            List.of("rsa-sha2-512", "rsa-sha2-256"));

    private final SshConnector connector;

    public HostKeyScanner(SshConnector connector) {
        this.connector = connector;
    }

    /**
     * Connects once for each type of key, just far enough to see it; jump hosts on the way are logged in to, and their keys must be known.
     *
     * @return the host's keys, at most one of each type
     * @throws ConnectionException where the host cannot be reached, or shows no key of a type that is supported
     */
    public List<ScannedHostKey> scan(Target target) throws ConnectionException {
        List<ScannedHostKey> found = new ArrayList<>();
        Optional<ConnectionException> failure = Optional.empty();
        for (List<String> algorithms : TYPES) {
            try {
                found.add(connector.attempt(target, dial -> fetch(dial, target, algorithms), key -> {}));
            } catch (ConnectionException e) {
                if (!(e.getCause() instanceof JSchAlgoNegoFailException)) {
                    throw e;
                }
                failure = Optional.of(e);
            }
        }
        if (found.isEmpty() && failure.isPresent()) {
            throw failure.get();
        }
        return found;
    }

    private ScannedHostKey fetch(Dial dial, Target target, List<String> algorithms) throws ConnectionException {
        Query query = new Query(target.address(), target.user(), target.port(), target.options());
        return dial.reach(target, query, Optional.empty(), 0, (transport, config, peer) -> {
            HostKeyCheck check = HostKeyCheck.of(config, connector.settings(), peer);
            ConnectionException enough = new ConnectionException("ssh.hostkey.unknown", "seen", "");
            Handshake handshake = new Handshake(transport, config, peer, algorithms, key -> {
                throw enough;
            });
            try {
                dial.finish(handshake, () -> handshake.run(Handshake.Login.NONE));
            } catch (ConnectionException e) {
                Optional<PublicKey> shown = handshake.gate().shown();
                transport.close();
                if (shown.isEmpty()) {
                    throw e;
                }
                return new ScannedHostKey(check.address(), shown.get(), check.verdict(shown.get()));
            }
            throw new IllegalStateException("a key exchange went on although the key was refused");
        });
    }
}
