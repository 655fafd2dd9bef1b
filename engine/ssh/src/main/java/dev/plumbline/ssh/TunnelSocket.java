package dev.plumbline.ssh;

import com.jcraft.jsch.ChannelDirectTCPIP;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A socket whose other end is reached from a host, through a direct-tcpip channel (RFC 4254, 7.2). */
final class TunnelSocket extends Socket {

    private final ChannelDirectTCPIP channel;
    private final ByteQueue received;
    private final InputStream input;
    private final OutputStream output;
    private final InetSocketAddress remote;
    private volatile int readTimeoutMillis;
    private volatile boolean closed;
    private volatile boolean outputShut;

    /** @param channel connected, and writing into the queue */
    TunnelSocket(ChannelDirectTCPIP channel, ByteQueue received, String address, int port) throws IOException {
        super((SocketImpl) null);
        this.channel = channel;
        this.received = received;
        input = new QueueInput(received, () -> Duration.ofMillis(readTimeoutMillis), this::close);
        output = new TunnelOutput(this, channel.getOutputStream());
        remote = InetSocketAddress.createUnresolved(address, port);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        throw new SocketException("already connected");
    }

    @Override
    public void bind(@Nullable SocketAddress address) throws IOException {
        throw new SocketException("already connected");
    }

    @Override
    public InputStream getInputStream() throws IOException {
        if (closed) {
            throw new SocketException("Socket is closed");
        }
        return input;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        if (closed) {
            throw new SocketException("Socket is closed");
        }
        return output;
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isBound() {
        return true;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public boolean isInputShutdown() {
        return closed;
    }

    @Override
    public boolean isOutputShutdown() {
        return closed || outputShut;
    }

    @Override
    public void setSoTimeout(int timeout) {
        readTimeoutMillis = timeout;
    }

    @Override
    public int getSoTimeout() {
        return readTimeoutMillis;
    }

    @Override
    public void setTcpNoDelay(boolean on) {}

    @Override
    public boolean getTcpNoDelay() {
        return true;
    }

    @Override
    public void setKeepAlive(boolean on) {}

    @Override
    public boolean getKeepAlive() {
        return true;
    }

    @Override
    public void setSoLinger(boolean on, int linger) {}

    @Override
    public int getSoLinger() {
        return -1;
    }

    @Override
    public void setReuseAddress(boolean on) {}

    @Override
    public void setSendBufferSize(int size) {}

    @Override
    public void setReceiveBufferSize(int size) {}

    @Override
    public @Nullable InetAddress getInetAddress() {
        return null;
    }

    @Override
    public int getPort() {
        return remote.getPort();
    }

    @Override
    public int getLocalPort() {
        return 0;
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return remote;
    }

    @Override
    public @Nullable SocketAddress getLocalSocketAddress() {
        return null;
    }

    @Override
    public void shutdownOutput() throws IOException {
        outputShut = true;
        output.close();
    }

    @Override
    public void shutdownInput() {
        received.discard();
    }

    @Override
    public void close() {
        closed = true;
        channel.disconnect();
        received.discard();
    }

    @Override
    public String toString() {
        return "tunnel to " + remote.getHostString() + ":" + remote.getPort();
    }

    /** Writes each piece whole and at once, under the channel's monitor for the same reason as a process's input. */
    private static final class TunnelOutput extends OutputStream {
        private final TunnelSocket socket;
        private final OutputStream target;

        TunnelOutput(TunnelSocket socket, OutputStream target) {
            super();
            this.socket = socket;
            this.target = target;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            synchronized (socket.channel) {
                if (socket.channel.isClosed() || !socket.channel.isConnected()) {
                    throw new SocketException("the tunnel is closed");
                }
                target.write(source, offset, length);
                target.flush();
            }
        }

        @Override
        public void close() throws IOException {
            synchronized (socket.channel) {
                target.close();
            }
        }
    }
}
