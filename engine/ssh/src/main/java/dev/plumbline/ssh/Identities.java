package dev.plumbline.ssh;

import com.jcraft.jsch.AgentIdentityRepository;
import com.jcraft.jsch.AgentProxyException;
import com.jcraft.jsch.Identity;
import com.jcraft.jsch.IdentityRepository;
import com.jcraft.jsch.SSHAgentConnector;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.connection.Target;
import dev.plumbline.ssh.config.HostConfig;
import dev.plumbline.ssh.hostkey.PublicKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.Vector;

/**
 * The keys to offer, in order: those the target names, those ssh_config names, the agent's others, and where ssh_config names none, the
 * ones in OpenSSH's default places.
 *
 * @param notes what was left out and why, for the message when the login fails
 */
record Identities(List<Identity> keys, List<String> notes) implements IdentityRepository {

    Identities {
        keys = List.copyOf(keys);
        notes = List.copyOf(notes);
    }

    static Identities gather(Target target, HostConfig config, PrivateKeyFile files) throws ConnectionException {
        if (!config.publicKeyAuthentication()) {
            return new Identities(List.of(), List.of("public keys are turned off by PubkeyAuthentication"));
        }
        List<String> notes = new ArrayList<>();
        List<Identity> agent = agent(config, notes);
        List<Identity> keys = new ArrayList<>();
        for (Path file : target.privateKeys()) {
            keys.addAll(named(file, target, config, files, agent));
        }
        boolean onlyNamed = !target.privateKeys().isEmpty();
        if (!onlyNamed && config.identityFilesNamed()) {
            keys.addAll(fromConfig(target, config, files, agent, notes));
        }
        if (!config.identitiesOnly()) {
            keys.addAll(agent);
        }
        if (!onlyNamed && !config.identityFilesNamed()) {
            keys.addAll(fromConfig(target, config, files, agent, notes));
        }
        return new Identities(withoutRepetition(keys), notes);
    }

    private static List<Identity> named(
            Path file, Target target, HostConfig config, PrivateKeyFile files, List<Identity> agent)
            throws ConnectionException {
        try {
            return files.open(file, target.passphrase(), config.certificateFiles());
        } catch (ConnectionException e) {
            List<Identity> held = heldBy(agent, file);
            if (held.isEmpty() || !(e.code().equals("ssh.key.passphrase") || PrivateKeyFile.isPublicHalf(file))) {
                throw e;
            }
            return held;
        }
    }

    private static List<Identity> fromConfig(
            Target target, HostConfig config, PrivateKeyFile files, List<Identity> agent, List<String> notes) {
        List<Identity> keys = new ArrayList<>();
        for (Path file : config.identityFiles()) {
            List<Identity> held = heldBy(agent, file);
            if (!held.isEmpty()) {
                keys.addAll(held);
            } else if (Files.exists(file)) {
                try {
                    keys.addAll(files.open(file, target.passphrase(), config.certificateFiles()));
                } catch (ConnectionException e) {
                    notes.add(String.valueOf(e.getMessage()));
                }
            } else if (config.identityFilesNamed()) {
                notes.add("the private key " + file + ", which ssh_config names, does not exist");
            }
        }
        return keys;
    }

    private static List<Identity> heldBy(List<Identity> agent, Path file) {
        Optional<PublicKey> half = PrivateKeyFile.publicHalf(file);
        return half.isEmpty()
                ? List.of()
                : agent.stream()
                        .filter(key -> PublicKey.ofBytes(key.getPublicKeyBlob()).equals(half.get()))
                        .toList();
    }

    private static List<Identity> agent(HostConfig config, List<String> notes) {
        if (config.agent().isEmpty()) {
            return List.of();
        }
        Path socket = config.agent().get();
        try {
            SSHAgentConnector connector = new SSHAgentConnector(socket);
            if (!connector.isAvailable()) {
                notes.add("no agent answers at " + socket);
                return List.of();
            }
            return List.copyOf(new AgentIdentityRepository(connector).getIdentities());
        } catch (AgentProxyException e) {
            notes.add("the agent at " + socket + " cannot be used: " + e.getMessage());
            return List.of();
        }
    }

    private static List<Identity> withoutRepetition(List<Identity> keys) {
        Set<PublicKey> seen = new HashSet<>();
        return keys.stream()
                .filter(key -> seen.add(PublicKey.ofBytes(key.getPublicKeyBlob())))
                .toList();
    }

    /** Returns the keys with their fingerprints, for messages. */
    List<String> described() {
        return keys.stream()
                .map(key -> Peer.printable(String.valueOf(key.getName())) + " ("
                        + PublicKey.ofBytes(key.getPublicKeyBlob()).describe() + ")")
                .toList();
    }

    @Override
    public String getName() {
        return "plumbline";
    }

    @Override
    public int getStatus() {
        return RUNNING;
    }

    @Override
    @SuppressWarnings("JdkObsolete") // JSch wants a Vector.
    public Vector<Identity> getIdentities() {
        return new Vector<>(keys);
    }

    @Override
    public boolean add(byte[] identity) {
        return false;
    }

    @Override
    public boolean remove(byte[] blob) {
        return false;
    }

    @Override
    public void removeAll() {}
}
