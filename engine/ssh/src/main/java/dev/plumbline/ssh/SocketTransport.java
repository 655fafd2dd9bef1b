package dev.plumbline.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import jdk.net.ExtendedSocketOptions;

/** A connected socket: TCP, or a tunnel through a jump host. */
final class SocketTransport implements Transport {

    private final Socket socket;
    private final MeteredInput input;
    private final OutputStream output;
    private final Runnable afterClose;

    private SocketTransport(Socket socket, Runnable beforeRead, Runnable afterClose) throws IOException {
        this.socket = socket;
        this.input = new MeteredInput(socket.getInputStream(), beforeRead);
        this.output = socket.getOutputStream();
        this.afterClose = afterClose;
    }

    /**
     * Wraps a TCP socket. Acknowledges at once what is received: a delayed acknowledgement costs 40 ms at the first command, and Linux
     * forgets the option at each read.
     */
    static SocketTransport tcp(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        boolean quick = socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
        return new SocketTransport(socket, quick ? () -> acknowledgeQuickly(socket) : () -> {}, () -> {});
    }

    /** @param afterClose what else ends with the tunnel: the connection to the jump host */
    static SocketTransport tunnel(Socket socket, Runnable afterClose) throws IOException {
        return new SocketTransport(socket, () -> {}, afterClose);
    }

    private static void acknowledgeQuickly(Socket socket) {
        try {
            socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
        } catch (IOException e) {
            // The read that follows says what is wrong with the socket.
            return;
        }
    }

    @Override
    public InputStream input() {
        return input;
    }

    @Override
    public OutputStream output() {
        return output;
    }

    @Override
    public long lastReceived() {
        return input.lastReceived();
    }

    @Override
    public boolean hasEnded() {
        return input.hasEnded();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is left that could be done with the socket.
            return;
        } finally {
            afterClose.run();
        }
    }
}
