package dev.plumbline.core.fact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses and routes where there is no {@code ip}: by the tables in /proc/net. */
final class KernelTables {
    private static final Pattern LEAF = Pattern.compile("\\s*\\|-- ((?:\\d{1,3}\\.){3}\\d{1,3})");

    /** A line of /proc/net/route: numbers in the host's byte order, which is taken for little-endian. */
    private record Line(String device, long destination, long gateway, int prefix, long metric) {}

    private KernelTables() {}

    static List<Address> addresses(HostText text) {
        List<Address> addresses = new ArrayList<>();
        List<Line> routes = routes(text.lines("route"));
        for (String local : locals(text.lines("fib_trie"))) {
            if (local.startsWith("127.")) {
                addresses.add(new Address("lo", false, local, 8, "", "host"));
                continue;
            }
            long number = Address.number(local);
            routes.stream()
                    .filter(route -> route.gateway() == 0 && route.prefix() > 0)
                    .filter(route -> (number & Address.mask(route.prefix())) == route.destination())
                    .max(Comparator.comparingInt(Line::prefix))
                    .ifPresent(route -> addresses.add(new Address(
                            route.device(),
                            false,
                            local,
                            route.prefix(),
                            broadcast(number, route.prefix()),
                            "global")));
        }
        addresses.addAll(six(text.lines("if_inet6")));
        return addresses;
    }

    private static String broadcast(long number, int prefix) {
        return prefix > 30 ? "" : Address.dotted(number | (~Address.mask(prefix) & 0xffffffffL));
    }

    /** The default route of the least metric, from the first address of its interface that is in the gateway's network. */
    static Optional<Route> route(HostText text, List<Address> addresses) {
        Optional<Line> line = routes(text.lines("route")).stream()
                .filter(route -> route.prefix() == 0)
                .min(Comparator.comparingLong(Line::metric));
        return line.flatMap(route -> addresses.stream()
                .filter(address -> !address.six() && address.device().equals(route.device()))
                .min(Comparator.comparing(address -> !isNear(address, route.gateway())))
                .map(address -> new Route(
                        route.device(),
                        route.gateway() == 0 ? Optional.empty() : Optional.of(Address.dotted(route.gateway())),
                        address.address())));
    }

    private static boolean isNear(Address address, long gateway) {
        long mask = Address.mask(address.prefix());
        return (Address.number(address.address()) & mask) == (gateway & mask);
    }

    private static List<Line> routes(List<String> lines) {
        List<Line> routes = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.strip().split("\\s+", -1);
            if (words.length >= 8 && words[1].matches("[0-9A-Fa-f]{8}") && words[6].matches("\\d{1,10}")) {
                int prefix = Long.bitCount(Long.parseLong(words[7], 16));
                routes.add(new Line(words[0], swapped(words[1]), swapped(words[2]), prefix, Long.parseLong(words[6])));
            }
        }
        return routes;
    }

    private static long swapped(String hexadecimal) {
        return Integer.toUnsignedLong(Integer.reverseBytes((int) Long.parseLong(hexadecimal, 16)));
    }

    /** An address of the host is a leaf that the table marks as local and as a single address. */
    private static Set<String> locals(List<String> lines) {
        Set<String> locals = new LinkedHashSet<>();
        String leaf = "";
        for (String line : lines) {
            Matcher matcher = LEAF.matcher(line);
            if (matcher.matches()) {
                leaf = matcher.group(1);
            } else if (line.contains("/32 host LOCAL") && !leaf.isEmpty()) {
                locals.add(leaf);
            }
        }
        return locals;
    }

    private static List<Address> six(List<String> lines) {
        List<Address> addresses = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.strip().split("\\s+", -1);
            if (words.length == 6 && words[0].matches("[0-9a-f]{32}")) {
                String scope = switch (words[3]) {
                    case "10" -> "host";
                    case "20" -> "link";
                    default -> "global";
                };
                addresses.add(
                        new Address(words[5], true, shortened(words[0]), Integer.parseInt(words[2], 16), "", scope));
            }
        }
        return addresses;
    }

    /** As RFC 5952 writes it: the longest run of zeros left out. */
    private static String shortened(String hexadecimal) {
        StringBuilder full = new StringBuilder();
        for (int i = 0; i < 32; i += 4) {
            full.append(i == 0 ? "" : ":")
                    .append(Integer.toHexString(Integer.parseInt(hexadecimal.substring(i, i + 4), 16)));
        }
        String address = full.toString();
        Matcher zeros = Pattern.compile("(?:^|:)0(?::0)+(?::|$)").matcher(address);
        String longest = "";
        while (zeros.find()) {
            longest = zeros.group().length() > longest.length() ? zeros.group() : longest;
        }
        return longest.isEmpty() ? address : address.replaceFirst(Pattern.quote(longest), "::");
    }
}
