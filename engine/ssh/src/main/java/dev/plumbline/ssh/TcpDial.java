package dev.plumbline.ssh;

import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.ssh.config.HostConfig;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Finds a host's addresses and connects to the first one that answers. */
final class TcpDial {

    static Transport open(HostConfig config, Peer peer, Deadline deadline) throws ConnectionException {
        List<InetAddress> addresses = addresses(config, peer);
        IOException last = new UnknownHostException(config.host());
        for (int i = 0; i < addresses.size(); i++) {
            int share = Math.max(1, deadline.leftMillis() / (addresses.size() - i));
            try {
                return SocketTransport.tcp(connect(addresses.get(i), config, share));
            } catch (IOException e) {
                last = e;
            }
        }
        throw explain(last, peer, deadline);
    }

    private static Socket connect(InetAddress address, HostConfig config, int timeoutMillis) throws IOException {
        Socket socket = new Socket();
        try {
            if (config.bindAddress().isPresent()) {
                socket.bind(new InetSocketAddress(config.bindAddress().get(), 0));
            }
            socket.connect(new InetSocketAddress(address, config.port()), timeoutMillis);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static List<InetAddress> addresses(HostConfig config, Peer peer) throws ConnectionException {
        try {
            List<InetAddress> all = Arrays.asList(InetAddress.getAllByName(config.host()));
            List<InetAddress> wanted = switch (config.addressFamily()) {
                case "inet" ->
                    all.stream().filter(Inet4Address.class::isInstance).toList();
                case "inet6" ->
                    all.stream().filter(Inet6Address.class::isInstance).toList();
                default -> all;
            };
            if (wanted.isEmpty()) {
                throw new ConnectionException(
                        "ssh.dns",
                        config.host() + " has no address of the family " + config.addressFamily(),
                        "change AddressFamily in ssh_config, or the address of " + peer.name() + " in the inventory");
            }
            return wanted;
        } catch (UnknownHostException e) {
            throw new ConnectionException(
                    "ssh.dns",
                    "the name " + config.host() + " of " + peer.name() + " is not known to the resolver",
                    "check the name, or set ansible_host to an address",
                    e);
        }
    }

    private static ConnectionException explain(IOException cause, Peer peer, Deadline deadline) {
        String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (cause instanceof SocketTimeoutException || text.contains("timed out")) {
            return timeout(peer, deadline, "its address doesn't answer");
        }
        if (cause instanceof ConnectException && text.contains("refused")) {
            return new ConnectionException(
                    "ssh.refused",
                    peer + " refused the connection: nothing listens on port " + peer.port(),
                    "check that sshd runs there, and the port",
                    cause);
        }
        if (cause instanceof NoRouteToHostException || cause instanceof SocketException) {
            return new ConnectionException(
                    "ssh.unreachable",
                    peer + " cannot be reached: " + cause.getMessage(),
                    "check that the host is up, and the network and firewalls between",
                    cause);
        }
        return new ConnectionException(
                "ssh.unreachable", peer + " cannot be reached: " + cause, "check the network and the address", cause);
    }

    static ConnectionException timeout(Peer peer, Deadline deadline, String missing) {
        return new ConnectionException(
                "ssh.timeout",
                peer + " could not be connected to within "
                        + Math.max(1, Math.round(deadline.whole().toMillis() / 1000.0)) + " s: " + missing,
                "check that the host is up and not overloaded, and the network and firewalls between");
    }

    private TcpDial() {}
}
