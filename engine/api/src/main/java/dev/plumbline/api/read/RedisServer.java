package dev.plumbline.api.read;

import dev.plumbline.api.value.Text;
import java.util.Optional;

/**
 * A Redis server as seen from the host that a read is asked of, and the password to offer it.
 *
 * @param address as seen from that host; {@code 127.0.0.1} for its own
 * @param password offered by AUTH; where the server asks for none, it is let in without
 */
public record RedisServer(String address, int port, Optional<Text> user, Optional<Text> password) {

    public static RedisServer local(int port, Optional<Text> password) {
        return new RedisServer("127.0.0.1", port, Optional.empty(), password);
    }

    /** Whether it is the asked host's own server, as its loopback address tells. */
    public boolean isLocal() {
        return address.startsWith("127.") || address.equals("::1") || address.equals("localhost");
    }
}
