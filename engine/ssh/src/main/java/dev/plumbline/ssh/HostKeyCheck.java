package dev.plumbline.ssh;

import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.ssh.config.HostConfig;
import dev.plumbline.ssh.hostkey.HostAddress;
import dev.plumbline.ssh.hostkey.KnownHosts;
import dev.plumbline.ssh.hostkey.KnownHostsFile;
import dev.plumbline.ssh.hostkey.KnownHostsWriter;
import dev.plumbline.ssh.hostkey.KnownKey;
import dev.plumbline.ssh.hostkey.PublicKey;
import dev.plumbline.ssh.hostkey.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Accepts a host's key, or says why not. */
final class HostKeyCheck implements HostKeyGate.Check {

    private final KnownHosts known;
    private final HostAddress address;
    private final Peer peer;
    private final HostConfig config;
    private final SshSettings settings;

    private HostKeyCheck(KnownHosts known, HostAddress address, Peer peer, HostConfig config, SshSettings settings) {
        this.known = known;
        this.address = address;
        this.peer = peer;
        this.config = config;
        this.settings = settings;
    }

    static HostKeyCheck of(HostConfig config, SshSettings settings, Peer peer) throws ConnectionException {
        List<KnownHostsFile> revoked = new ArrayList<>();
        if (config.revokedHostKeys().isPresent()) {
            KnownHostsFile file =
                    KnownHostsFile.readRevoked(config.revokedHostKeys().get());
            if (!file.problems().isEmpty()) {
                throw new ConnectionException(
                        "ssh.config",
                        "RevokedHostKeys cannot be honoured:\n  " + String.join("\n  ", file.problems()),
                        "correct the file, or remove the setting");
            }
            revoked.add(file);
        }
        List<KnownHostsFile> project = read(settings.projectKnownHosts().stream());
        List<KnownHostsFile> others =
                read(Stream.concat(config.userKnownHosts().stream(), config.globalKnownHosts().stream()));
        KnownHosts known = new KnownHosts(List.of(revoked, project, others));
        HostAddress address = new HostAddress(config.host(), config.port(), config.hostKeyAlias());
        return new HostKeyCheck(known, address, peer, config, settings);
    }

    private static List<KnownHostsFile> read(Stream<Path> files) {
        return files.distinct().map(KnownHostsFile::read).toList();
    }

    /** Returns the algorithms to ask the server for: those of the keys that are known come first, unless ssh_config names an order. */
    List<String> hostKeyAlgorithms() {
        List<String> configured = config.algorithms().hostKeys();
        if (config.algorithms().hostKeysNamed()) {
            return configured;
        }
        Set<String> types = Set.copyOf(known.knownTypes(address));
        Set<String> ordered = new LinkedHashSet<>(configured);
        ordered.removeIf(algorithm -> !types.contains(keyType(algorithm)));
        ordered.addAll(configured);
        return List.copyOf(ordered);
    }

    HostAddress address() {
        return address;
    }

    Verdict verdict(PublicKey key) {
        return known.judge(address, key);
    }

    private static String keyType(String algorithm) {
        return algorithm.startsWith("rsa-sha2-") ? "ssh-rsa" : algorithm;
    }

    @Override
    public void accept(PublicKey key) throws ConnectionException {
        if (key.rsaBits().orElse(Integer.MAX_VALUE) < config.requiredRsaSize()) {
            throw new ConnectionException(
                    "ssh.hostkey.weak",
                    peer + " shows an RSA key of " + key.rsaBits().orElse(0)
                            + " bits; ssh_config's RequiredRSASize wants " + config.requiredRsaSize(),
                    "give the host a larger RSA key or one of type ssh-ed25519");
        }
        switch (known.judge(address, key)) {
            case Verdict.Known ignored -> {}
            case Verdict.Unknown ignored -> unknown(key);
            case Verdict.Changed changed -> throw changed(key, changed.known());
            case Verdict.Revoked revoked ->
                throw new ConnectionException(
                        "ssh.hostkey.revoked",
                        peer + " shows " + key.describe() + ", which "
                                + revoked.by().place() + " revokes: it may be in wrong hands",
                        "give the host new keys; do not connect to it before");
            case Verdict.OnlyAuthority only ->
                throw new ConnectionException(
                        "ssh.hostkey.authority",
                        peer + " is known only by the certificate authority of "
                                + only.authority().place() + ", and host certificates are not supported; it shows "
                                + key.describe(),
                        "verify the fingerprint, then run: plumb trust " + peer.name());
        }
    }

    private void unknown(PublicKey key) throws ConnectionException {
        if (settings.hostKeyPolicy() == HostKeyPolicy.ACCEPT_NEW
                && !settings.projectKnownHosts().isEmpty()) {
            Path file = settings.projectKnownHosts().getFirst();
            try {
                KnownHostsWriter.append(file, address, List.of(key));
                return;
            } catch (IOException e) {
                throw new ConnectionException(
                        "ssh.hostkey.unknown",
                        "the key of " + peer + ", " + key.describe() + ", is not known and cannot be written to " + file
                                + ": " + e,
                        "make the file writable, or add the key by hand",
                        e);
            }
        }
        throw new ConnectionException(
                "ssh.hostkey.unknown",
                "the key of " + peer + ", " + key.describe() + ", is not known" + problems(),
                "compare the fingerprint with the host's own (ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub), then run:"
                        + " plumb trust "
                        + peer.name());
    }

    private ConnectionException changed(PublicKey key, List<KnownKey> expected) {
        Optional<KnownKey> sameType = expected.stream()
                .filter(candidate -> candidate.key().type().equals(key.type()))
                .findFirst();
        String known = sameType.stream()
                .findFirst()
                .map(one -> one.place() + " knows " + one.key().describe())
                .orElseGet(() -> "only keys of other types are known: "
                        + expected.stream()
                                .map(one -> one.key().describe() + " (" + one.place() + ")")
                                .collect(Collectors.joining(", ")));
        return new ConnectionException(
                "ssh.hostkey.changed",
                "the key of " + peer + " has changed: it shows " + key.describe() + ", but " + known + problems(),
                "someone may stand between; if the host was set up anew, verify the fingerprint at its console, remove"
                        + " the old line and run: plumb trust " + peer.name());
    }

    private String problems() {
        List<String> problems = known.problems();
        return problems.isEmpty() ? "" : "; lines that could not be read:\n  " + String.join("\n  ", problems);
    }
}
