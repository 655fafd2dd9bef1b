package dev.plumbline.ssh;

import com.jcraft.jsch.ChannelDirectTCPIP;
import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.connection.RemoteProcess;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** An authenticated session. */
final class SshConnection implements Connection {

    private static final int OPEN_ATTEMPTS = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final int PROHIBITED = 1;
    private static final int CONNECT_FAILED = 2;
    private static final int LONGEST_TUNNEL_WAIT_SECONDS = 20;

    private final Session session;
    private final Transport transport;
    private final Peer peer;
    private final SshLimits limits;
    private final Semaphore processes;
    private final Keepalive keepalive;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile String lossReason = "the connection was lost";

    SshConnection(
            Session session, Transport transport, Peer peer, SshLimits limits, Duration aliveInterval, int aliveCount) {
        this.session = session;
        this.transport = transport;
        this.peer = peer;
        this.limits = limits;
        processes = new Semaphore(limits.processes(), true);
        keepalive = new Keepalive(transport, aliveInterval, aliveCount, session::sendKeepAliveMsg, () -> {
            lossReason = peer + " has been silent for "
                    + aliveInterval.multipliedBy(aliveCount).toSeconds() + " s: the connection is lost";
            transport.close();
        });
    }

    void startKeepalive() {
        keepalive.start();
    }

    @Override
    public RemoteProcess start(String command) throws ConnectionException {
        if (!acquireProcess()) {
            throw new ConnectionException(
                    "ssh.channel",
                    peer + " already runs " + limits.processes()
                            + " processes on this connection, and none ended within "
                            + limits.processWait().toSeconds() + " s",
                    "end a process before starting another");
        }
        AtomicBoolean released = new AtomicBoolean();
        Runnable release = () -> {
            if (released.compareAndSet(false, true)) {
                processes.release();
            }
        };
        boolean started = false;
        try {
            RemoteProcess process = open(command, release);
            started = true;
            return process;
        } finally {
            if (!started) {
                release.run();
            }
        }
    }

    private RemoteProcess open(String command, Runnable release) throws ConnectionException {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            try {
                ChannelExec channel = (ChannelExec) session.openChannel("exec");
                if (channel == null) {
                    // JSch swallows what goes wrong while the session ends.
                    throw new IOException("the session takes no more channels");
                }
                channel.setCommand(command.getBytes(StandardCharsets.UTF_8));
                SshProcess process =
                        new SshProcess(channel, limits.unreadBytes(), () -> reasonOfLoss(channel.isClosed()), release);
                process.connect();
                return process;
            } catch (JSchException | IOException e) {
                if (!isOpen()) {
                    throw lost(e);
                }
                if (attempt >= OPEN_ATTEMPTS) {
                    throw new ConnectionException(
                            "ssh.channel",
                            peer + " does not open a channel for a process: "
                                    + Peer.printable(String.valueOf(e.getMessage())),
                            "check MaxSessions in the host's sshd_config, and that processes can start there",
                            e);
                }
            }
            // sshd counts a session until its last process has gone, a moment after we have seen its end.
            pause(pause);
            pause = pause.multipliedBy(2);
        }
    }

    private void pause(Duration pause) throws ConnectionException {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        }
    }

    private boolean acquireProcess() throws ConnectionException {
        try {
            return processes.tryAcquire(limits.processWait().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        }
    }

    @Override
    public Socket tunnel(String address, int port, Duration timeout) throws ConnectionException {
        ChannelDirectTCPIP channel;
        ByteQueue received = new ByteQueue(limits.unreadBytes());
        try {
            channel = (ChannelDirectTCPIP) session.getStreamForwarder(address, port);
        } catch (JSchException e) {
            throw lost(e);
        }
        channel.setOutputStream(new QueueSink(
                received, () -> Thread.ofVirtual().name("ssh overflow").start(channel::disconnect), () -> {}));
        try {
            long millis = Math.clamp(
                    timeout.toMillis(),
                    1,
                    Duration.ofSeconds(LONGEST_TUNNEL_WAIT_SECONDS).toMillis());
            channel.connect((int) millis);
            return new TunnelSocket(channel, received, address, port);
        } catch (JSchException | IOException e) {
            throw tunnelFailed(channel.getExitStatus(), address + ":" + port, timeout, e);
        }
    }

    private ConnectionException tunnelFailed(int reason, String to, Duration timeout, Exception cause) {
        if (!isOpen()) {
            return lost(cause);
        }
        if (reason == PROHIBITED) {
            return new ConnectionException(
                    "tunnel.forbidden",
                    peer + " forbids a tunnel to " + to,
                    "allow it by AllowTcpForwarding and PermitOpen in the host's sshd_config",
                    cause);
        }
        if (reason == CONNECT_FAILED) {
            return new ConnectionException(
                    "tunnel.refused",
                    peer + " cannot connect to " + to
                            + ": nothing listens there, or it cannot be reached from the host",
                    "check that the service runs, and its address and port",
                    cause);
        }
        return new ConnectionException(
                "tunnel.timeout",
                peer + " did not open a tunnel to " + to + " within " + timeout.toMillis() + " ms",
                "check that " + to + " answers when asked from the host",
                cause);
    }

    @Override
    public boolean isOpen() {
        return !closed.get() && !transport.hasEnded() && session.isConnected();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        lossReason = "the connection was closed by this side";
        keepalive.stop();
        // On a stuck line the farewell may never be sent.
        Thread farewell = Thread.ofVirtual().name("ssh farewell").start(session::disconnect);
        try {
            farewell.join(FAREWELL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            transport.close();
        }
    }

    private String reasonOfLoss(boolean channelClosed) {
        if (channelClosed && isOpen()) {
            return "the host closed the channel without an exit status";
        }
        return lossReason;
    }

    private ConnectionException lost(Exception cause) {
        return new ConnectionException(
                "ssh.closed", peer + ": " + lossReason, "run again: the state of the host is read anew", cause);
    }

    private ConnectionException interrupted(InterruptedException cause) {
        return new ConnectionException("ssh.interrupted", peer + ": interrupted", "run again", cause);
    }
}
