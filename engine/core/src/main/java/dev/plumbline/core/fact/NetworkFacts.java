package dev.plumbline.core.fact;

import dev.plumbline.api.value.Data;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Interfaces and addresses, and those from which packets to elsewhere leave. */
final class NetworkFacts {
    private final Map<String, List<Address>> addresses = new LinkedHashMap<>();
    private final Map<String, Link> links = new LinkedHashMap<>();
    private final Optional<Route> route4;
    private final Optional<Route> route6;

    /** An interface, {@code -} where something isn't known. */
    private record Link(String name, String mac, String mtu, boolean up, String type) {}

    private NetworkFacts(HostText text) {
        for (String line : text.lines("links")) {
            String[] words = line.split(" ", -1);
            if (words.length == 5) {
                boolean up = words[3].equals("up") || words[3].equals("unknown");
                links.put(words[0], new Link(words[0], words[1], words[2], up, words[4]));
            }
        }
        boolean told = text.has("addresses");
        List<Address> all = told ? Address.ofIp(text.lines("addresses")) : KernelTables.addresses(text);
        all.forEach(address -> addresses
                .computeIfAbsent(address.device(), any -> new ArrayList<>())
                .add(address));
        route4 = told ? Route.of(text.lines("route4")) : KernelTables.route(text, all);
        route6 = Route.of(text.lines("route6"));
    }

    static Optional<Data.Mapping> of(HostText text) {
        if (!text.has("links") || (!text.has("addresses") && !text.has("fib_trie"))) {
            return Optional.empty();
        }
        return Optional.of(new NetworkFacts(text).facts());
    }

    private Data.Mapping facts() {
        Data.Builder facts = Data.mapping()
                .put("interfaces", Data.of(links.keySet().stream().map(Data::of).toList()))
                .put("all_ipv4_addresses", all(false))
                .put("all_ipv6_addresses", all(true));
        route4.flatMap(route -> leaving(route, false)).ifPresent(data -> facts.put("default_ipv4", data));
        route6.flatMap(route -> leaving(route, true)).ifPresent(data -> facts.put("default_ipv6", data));
        Data.Builder all = Data.mapping();
        links.values().forEach(link -> all.put(link.name(), link(link)));
        return facts.put("links", all.build()).build();
    }

    /** Those of the loopback left out. */
    private Data all(boolean six) {
        return Data.of(addresses.values().stream()
                .flatMap(List::stream)
                .filter(address -> address.six() == six && !address.isLoopback())
                .map(address -> Data.of(address.address()))
                .toList());
    }

    private Optional<Data> leaving(Route route, boolean six) {
        Optional<Address> source = addresses.getOrDefault(route.device(), List.of()).stream()
                .filter(address -> address.six() == six)
                .filter(address -> address.address().equals(route.source()))
                .findFirst();
        return source.map(address -> {
            Data.Builder facts = Data.mapping().put("interface", route.device());
            route.gateway().ifPresent(gateway -> facts.put("gateway", gateway));
            address.describe(facts);
            Optional.ofNullable(links.get(route.device())).ifPresent(link -> describe(link, facts));
            return facts.build();
        });
    }

    private Data link(Link link) {
        Data.Builder facts = Data.mapping().put("device", link.name()).put("active", link.up());
        describe(link, facts);
        List<Data> four = new ArrayList<>();
        List<Data> six = new ArrayList<>();
        for (Address address : addresses.getOrDefault(link.name(), List.of())) {
            Data.Builder described = Data.mapping();
            address.describe(described);
            (address.six() ? six : four).add(described.build());
        }
        if (!four.isEmpty()) {
            facts.put("ipv4", four.getFirst());
        }
        if (four.size() > 1) {
            facts.put("ipv4_secondaries", Data.of(four.subList(1, four.size())));
        }
        if (!six.isEmpty()) {
            facts.put("ipv6", Data.of(six));
        }
        return facts.build();
    }

    private static void describe(Link link, Data.Builder facts) {
        facts.put("type", link.type());
        if (!link.mac().equals("-")) {
            facts.put("macaddress", link.mac());
        }
        if (link.mtu().matches("\\d{1,9}")) {
            facts.put("mtu", Long.parseLong(link.mtu()));
        }
    }
}
