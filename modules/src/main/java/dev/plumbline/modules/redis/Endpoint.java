package dev.plumbline.modules.redis;

import dev.plumbline.api.value.HostName;
import java.util.HashMap;
import java.util.List;
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

    /**
     * Reads a list of addresses by host.
     *
     * @throws IllegalArgumentException where one isn't written as {@code host=address}
     */
    static Map<String, String> table(List<String> addresses) {
        Map<String, String> table = new HashMap<>();
        for (String one : addresses) {
            int equals = one.indexOf('=');
            if (equals < 1 || equals == one.length() - 1) {
                throw new IllegalArgumentException("'" + one + "' is not an address by host: write redis1=192.168.1.2");
            }
            table.put(one.substring(0, equals), one.substring(equals + 1));
        }
        return Map.copyOf(table);
    }

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
