package dev.plumbline.core.fact;

import dev.plumbline.api.value.Data;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An address of an interface.
 *
 * @param broadcast the empty string where there is none
 * @param scope {@code global}, {@code link}, {@code host}
 */
record Address(String device, boolean six, String address, int prefix, String broadcast, String scope) {

    /** Understands what {@code ip -o addr show} prints, iproute2's and busybox's. */
    static List<Address> ofIp(List<String> lines) {
        List<Address> addresses = new ArrayList<>();
        for (String line : lines) {
            List<String> words = Arrays.asList(line.strip().split("\\s+", -1));
            if (words.size() < 4 || !words.get(2).matches("inet6?")) {
                continue;
            }
            boolean six = words.get(2).equals("inet6");
            String[] parts = words.get(3).split("/", -1);
            int prefix =
                    parts.length == 2 && parts[1].matches("\\d{1,3}") ? Integer.parseInt(parts[1]) : six ? 128 : 32;
            String device = words.get(1).replaceFirst("[:@].*", "");
            addresses.add(new Address(device, six, parts[0], prefix, after(words, "brd"), after(words, "scope")));
        }
        return addresses;
    }

    private static String after(List<String> words, String word) {
        int at = words.indexOf(word);
        return at < 0 || at + 1 >= words.size() ? "" : words.get(at + 1);
    }

    boolean isLoopback() {
        return six ? address.equals("::1") : address.startsWith("127.");
    }

    void describe(Data.Builder facts) {
        facts.put("address", address).put("prefix", Integer.toString(prefix));
        if (six) {
            facts.put("scope", scope);
        } else {
            facts.put("netmask", dotted(mask(prefix))).put("network", dotted(number(address) & mask(prefix)));
            facts.put("broadcast", broadcast);
        }
    }

    static long mask(int prefix) {
        return prefix <= 0 ? 0 : (0xffffffffL << (32 - Math.min(32, prefix))) & 0xffffffffL;
    }

    static String dotted(long address) {
        return (address >> 24 & 255) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }

    /** An IPv4 address as a number; 0 for what is none. */
    static long number(String address) {
        if (!address.matches("(\\d{1,3}\\.){3}\\d{1,3}")) {
            return 0;
        }
        long number = 0;
        for (String part : address.split("\\.", -1)) {
            number = number << 8 | (Integer.parseInt(part) & 255);
        }
        return number;
    }
}
