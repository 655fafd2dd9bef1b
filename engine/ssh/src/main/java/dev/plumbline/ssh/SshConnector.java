package dev.plumbline.ssh;

import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.connection.Connector;
import dev.plumbline.core.connection.Target;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Connects by SSH. Host keys are verified by our own code against known_hosts; no ssh_config and no option of a target can loosen that.
 *
 * <p>Codes: {@code ssh.config} (ssh_config holds what cannot be honoured), {@code ssh.dns}, {@code ssh.refused}, {@code
 * ssh.unreachable}, {@code ssh.timeout}, {@code ssh.proxy}, {@code ssh.protocol}, {@code ssh.closed}, {@code ssh.hostkey.unknown},
 * {@code ssh.hostkey.changed}, {@code ssh.hostkey.revoked}, {@code ssh.hostkey.authority}, {@code ssh.hostkey.weak}, {@code ssh.auth},
 * {@code ssh.key.unreadable}, {@code ssh.key.permissions}, {@code ssh.key.passphrase}, {@code ssh.interrupted}; and of a connection
 * {@code ssh.channel}, {@code ssh.closed}, {@code tunnel.forbidden}, {@code tunnel.refused}, {@code tunnel.timeout}. Nothing is tried
 * twice. Safe for use by several threads.
 */
public final class SshConnector implements Connector {

    private final SshSettings settings;
    private final PrivateKeyFile keys;

    public SshConnector(SshSettings settings) {
        this.settings = settings;
        this.keys = new PrivateKeyFile(settings.localUser());
    }

    SshSettings settings() {
        return settings;
    }

    /**
     * {@inheritDoc}
     *
     * <p>The target's timeout holds for everything together, also where a server stops in the middle of the handshake.
     */
    @Override
    public Connection connect(Target target) throws ConnectionException {
        return attempt(target, dial -> dial.connect(target), Connection::close);
    }

    /** What is done within the deadline. */
    interface Attempt<T> {
        T run(Dial dial) throws ConnectionException;
    }

    /** What is done with a result for which nobody waits any more. */
    interface Disposal<T> {
        void dispose(T result);
    }

    <T> T attempt(Target target, Attempt<T> attempt, Disposal<T> disposal) throws ConnectionException {
        Deadline deadline = Deadline.in(target.connectTimeout());
        Dial dial = new Dial(settings, keys, deadline, target);
        CompletableFuture<T> result = new CompletableFuture<>();
        SocketThreads.of("ssh connect " + target.host(), () -> {
                    try {
                        T value = attempt.run(dial);
                        if (!result.complete(value)) {
                            disposal.dispose(value);
                        }
                    } catch (ConnectionException | RuntimeException | Error e) {
                        result.completeExceptionally(e);
                    }
                })
                .start();
        try {
            return result.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            ConnectionException timeout = TcpDial.timeout(dial.peer(), deadline, dial.missing());
            giveUp(dial, result, timeout);
            timeout.addSuppressed(e);
            throw timeout;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ConnectionException interrupted = new ConnectionException(
                    "ssh.interrupted", dial.peer() + ": interrupted while connecting", "run again", e);
            giveUp(dial, result, interrupted);
            throw interrupted;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ConnectionException failure) {
                throw failure;
            }
            throw new IllegalStateException(
                    "connecting to " + dial.peer() + " failed in an unforeseen way", e.getCause());
        }
    }

    private static <T> void giveUp(Dial dial, CompletableFuture<T> result, ConnectionException reason) {
        // Where the connection stood in this very moment, the other thread closes it.
        result.completeExceptionally(reason);
        Thread.ofVirtual().name("ssh give up").start(dial::giveUp);
    }
}
