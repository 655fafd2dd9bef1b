package dev.plumbline.ssh;

import com.jcraft.jsch.Proxy;
import com.jcraft.jsch.SocketFactory;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** Hands a transport that already stands to JSch, which knows such a thing as a proxy. */
record JschTransport(Transport transport) implements Proxy {

    @Override
    public void connect(@Nullable SocketFactory factory, String host, int port, int timeout) {}

    @Override
    public InputStream getInputStream() {
        return transport.input();
    }

    @Override
    public OutputStream getOutputStream() {
        return transport.output();
    }

    @Override
    public @Nullable Socket getSocket() {
        return null;
    }

    @Override
    public void close() {
        transport.close();
    }
}
