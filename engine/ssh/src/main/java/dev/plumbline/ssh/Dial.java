package dev.plumbline.ssh;

import com.jcraft.jsch.Session;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.connection.Target;
import dev.plumbline.ssh.config.Hop;
import dev.plumbline.ssh.config.HostConfig;
import dev.plumbline.ssh.config.Query;
import dev.plumbline.ssh.config.SshConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One attempt to connect, which can be given up from another thread at any time. */
final class Dial {

    private static final int MOST_JUMPS = 8;
    private static final int USUAL_ALIVE_COUNT = 3;

    private final SshSettings settings;
    private final PrivateKeyFile keys;
    private final Deadline deadline;
    private final AtomicReference<@Nullable Transport> transport = new AtomicReference<>();
    private volatile Supplier<String> missing = () -> "its name was not resolved";
    private volatile Peer peer;
    private volatile boolean givenUp;

    Dial(SshSettings settings, PrivateKeyFile keys, Deadline deadline, Target target) {
        this.settings = settings;
        this.keys = keys;
        this.deadline = deadline;
        this.peer =
                new Peer(target.host().value(), target.address(), target.port().orElse(22), "");
    }

    /** Returns who is being connected to at the moment, a jump host perhaps. */
    Peer peer() {
        return peer;
    }

    String missing() {
        return missing.get();
    }

    /** Closes what has been opened so far, and whatever is opened from now on. */
    void giveUp() {
        givenUp = true;
        Transport opened = transport.get();
        if (opened != null) {
            opened.close();
        }
    }

    /** Opens connections on the way to a host. */
    interface Step<T> {
        T with(Transport transport, HostConfig config, Peer peer) throws ConnectionException;
    }

    SshConnection connect(Target target) throws ConnectionException {
        Query query = new Query(target.address(), target.user(), target.port(), target.options());
        return reach(target, query, Optional.empty(), 0, (opened, config, peer) -> login(opened, config, peer, target));
    }

    /** Opens the transport to a host, through its jump hosts or proxy command, and does something with it. */
    <T> T reach(Target target, Query query, Optional<List<Hop>> jumps, int depth, Step<T> step)
            throws ConnectionException {
        if (depth > MOST_JUMPS) {
            throw new ConnectionException(
                    "ssh.config",
                    "the jump hosts of " + target.host() + " lead through each other",
                    "exclude the jump host itself: Host * !jumphost");
        }
        HostConfig config = new SshConfig(settings.configSources()).resolve(query);
        List<Hop> hops = jumps.orElse(config.jumps());
        String name = depth == 0 ? target.host().value() : query.host();
        String through = hops.isEmpty() ? "" : " behind " + hops.getLast().host();
        Peer reached = new Peer(name, config.host(), config.port(), through);
        peer = reached;
        Transport opened = open(target, config, hops, depth, reached);
        peer = reached;
        boolean done = false;
        try {
            adopt(opened, reached);
            T result = step.with(opened, config, reached);
            done = true;
            return result;
        } finally {
            if (!done) {
                opened.close();
            }
        }
    }

    private Transport open(Target target, HostConfig config, List<Hop> hops, int depth, Peer reached)
            throws ConnectionException {
        if (!hops.isEmpty()) {
            return throughJump(target, config, hops, depth, reached);
        }
        if (config.proxyCommand().isPresent()) {
            missing = () -> "its proxy command gave no connection";
            try {
                return CommandTransport.start(config.proxyCommand().get(), settings.environment());
            } catch (IOException e) {
                throw new ConnectionException(
                        "ssh.proxy", "the ProxyCommand of " + reached + " cannot be started: " + e, "check /bin/sh", e);
            }
        }
        missing = () -> "its address doesn't answer";
        return TcpDial.open(config, reached, deadline);
    }

    private Transport throughJump(Target target, HostConfig config, List<Hop> hops, int depth, Peer reached)
            throws ConnectionException {
        Hop last = hops.getLast();
        List<Hop> before = hops.subList(0, hops.size() - 1);
        Query query = new Query(last.host(), last.user(), last.port(), List.of());
        Target jump = jumpTarget(target);
        SshConnection connection = reach(
                jump,
                query,
                before.isEmpty() ? Optional.empty() : Optional.of(before),
                depth + 1,
                (opened, jumpConfig, jumpPeer) -> login(opened, jumpConfig, jumpPeer, jump));
        missing = () -> "its jump host " + last.host() + " gave no connection";
        boolean done = false;
        try {
            Transport tunnel = SocketTransport.tunnel(
                    connection.tunnel(config.host(), config.port(), deadline.left()), connection::close);
            done = true;
            return tunnel;
        } catch (ConnectionException e) {
            throw e.code().equals("tunnel.refused")
                    ? new ConnectionException(
                            "ssh.refused",
                            reached + " cannot be reached: " + e.getMessage(),
                            "check that the host is up and that sshd listens on port " + config.port(),
                            e)
                    : e;
        } catch (IOException e) {
            throw new ConnectionException(
                    "ssh.closed", "the tunnel to " + reached + " ended: " + e, "check the jump host's sshd", e);
        } finally {
            if (!done) {
                connection.close();
            }
        }
    }

    /** A jump host gets the keys, but never the password of the host behind it. */
    private static Target jumpTarget(Target target) {
        return new Target(
                target.host(),
                target.address(),
                target.port(),
                target.user(),
                target.privateKeys(),
                Optional.empty(),
                target.passphrase(),
                List.of(),
                target.connectTimeout(),
                target.keepalive());
    }

    private SshConnection login(Transport opened, HostConfig config, Peer reached, Target target)
            throws ConnectionException {
        HostKeyCheck check = HostKeyCheck.of(config, settings, reached);
        Handshake.Login login = new Handshake.Login(
                Identities.gather(target, config, keys),
                new PasswordAnswer(target.password()),
                target.password().isPresent());
        Handshake handshake = new Handshake(opened, config, reached, check.hostKeyAlgorithms(), check);
        Session session = finish(handshake, () -> handshake.run(login));
        Duration interval = aliveInterval(target, config);
        int count = Math.clamp(config.aliveCountMax().orElse(USUAL_ALIVE_COUNT), 1, USUAL_ALIVE_COUNT);
        SshConnection connection = new SshConnection(session, opened, reached, settings.limits(), interval, count);
        connection.startKeepalive();
        return connection;
    }

    /** Something that a handshake does. */
    interface Act<T> {
        T run() throws ConnectionException;
    }

    /** Runs a handshake, noting how far it came when the time is over. */
    <T> T finish(Handshake handshake, Act<T> act) throws ConnectionException {
        missing = handshake::missing;
        return act.run();
    }

    /** The target's interval, or ssh_config's where that is shorter. */
    private static Duration aliveInterval(Target target, HostConfig config) {
        return config.aliveInterval()
                .filter(interval -> !interval.isZero() && interval.compareTo(target.keepalive()) < 0)
                .orElse(target.keepalive());
    }

    private void adopt(Transport opened, Peer reached) throws ConnectionException {
        transport.set(opened);
        if (givenUp) {
            opened.close();
            throw TcpDial.timeout(reached, deadline, missing());
        }
    }
}
