package dev.plumbline.modules.redis;

import dev.plumbline.api.value.HostName;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server of a group, as the others reach it.
 *
 * @param address a name or an IP address
 */
record Endpoint(HostName host, String address, int port) {
    private static final Pattern WITH_PORT = Pattern.compile("(?:([^:\\[\\]]+)|\\[([^\\[\\]]+)]):([0-9]{1,5})");
    private static final Pattern IP = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /** From a table of addresses, each with or without a port of its own; a host that isn't there goes by its name. */
    static Endpoint of(HostName host, Map<String, String> addresses, int port) {
        String written = addresses.getOrDefault(host.value(), host.value());
        Matcher form = WITH_PORT.matcher(written);
        return form.matches()
                ? new Endpoint(
                        host, form.group(1) == null ? form.group(2) : form.group(1), Integer.parseInt(form.group(3)))
                : new Endpoint(host, written, port);
    }

    /** Whether servers show it by this address. */
    boolean isNumeric() {
        return IP.matcher(address).matches();
    }

    boolean is(String otherAddress, String otherPort) {
        return address.equalsIgnoreCase(otherAddress) && Integer.toString(port).equals(otherPort);
    }

    /** The host, and where it listens: {@code redis2 (192.168.1.3:6379)}. */
    @Override
    public String toString() {
        return host + " (" + address + ":" + port + ")";
    }
}
