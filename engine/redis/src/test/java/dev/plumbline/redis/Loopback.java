package dev.plumbline.redis;

import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.connection.RemoteProcess;
import dev.plumbline.core.run.Link;
import dev.plumbline.core.wire.ShellSession;
import dev.plumbline.core.wire.ShellSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A connection whose tunnels begin on this machine. */
final class Loopback implements Connection {

    /** With a shell that nothing is to be asked of. */
    static Link link() {
        Loopback loopback = new Loopback();
        return new Link(loopback, new ShellSession(loopback, ShellSettings.standard(), new JedisRedisClient()));
    }

    @Override
    public RemoteProcess start(String command) throws ConnectionException {
        throw new ConnectionException("ssh.command", "no commands here", "none");
    }

    @Override
    public Socket tunnel(String address, int port, Duration timeout) throws ConnectionException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(address, port), Math.toIntExact(timeout.toMillis()));
            return socket;
        } catch (SocketTimeoutException e) {
            throw new ConnectionException("tunnel.timeout", "no answer from " + address + ":" + port, "none", e);
        } catch (IOException e) {
            throw new ConnectionException("tunnel.refused", "nothing listens on " + address + ":" + port, "none", e);
        }
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
