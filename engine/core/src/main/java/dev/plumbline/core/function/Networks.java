package dev.plumbline.core.function;

import dev.plumbline.api.value.Data;
import java.util.List;

/** Addresses and networks of IPv4 and IPv6. */
final class Networks {
    private Networks() {}

    static Functions.Field field() {
        return new Functions.Field(
                "Networks",
                List.of(
                        Function.named(
                                        "is_ip",
                                        Type.TRUTH,
                                        "Whether it is an address, of version 4 or 6 where asked for.",
                                        Networks::isAddress)
                                .takes("x", Type.TEXT)
                                .optional("version", Type.WHOLE, "any")
                                .example("is_ip('10.0.0.1')", "true")
                                .example("is_ip('::1', 4)", "false"),
                        Function.named(
                                        "ip_address",
                                        Type.TEXT,
                                        "The address in its canonical form (RFC 5952), a prefix cut off; an error"
                                                + " where it is none.",
                                        arguments -> Data.of(
                                                network(arguments).address().toString()))
                                .takes("x", Type.TEXT)
                                .example("ip_address('2001:DB8::0:1')", "2001:db8::1")
                                .example("ip_address('10.0.0.7/24')", "10.0.0.7"),
                        of(
                                        "network",
                                        Type.TEXT,
                                        "The network that an address with a prefix or netmask is in.",
                                        network -> Data.of(network.first() + "/" + network.prefix()))
                                .example("network('10.1.2.3/255.255.0.0')", "10.1.0.0/16")
                                .example("network('2001:db8::7/64')", "2001:db8::/64"),
                        of(
                                        "prefix",
                                        Type.NUMBER,
                                        "The length of a network's prefix.",
                                        network -> Data.of(network.prefix()))
                                .example("prefix('10.0.0.0/255.255.255.0')", "24"),
                        of(
                                        "netmask",
                                        Type.TEXT,
                                        "A network's mask.",
                                        network -> Data.of(network.mask().toString()))
                                .example("netmask('10.0.0.0/20')", "255.255.240.0"),
                        of(
                                        "broadcast",
                                        Type.TEXT,
                                        "The last address of a network.",
                                        network -> Data.of(network.last().toString()))
                                .example("broadcast('10.0.0.0/24')", "10.0.0.255"),
                        Function.named(
                                        "in_network",
                                        Type.TRUTH,
                                        "Whether an address or a network lies in a network.",
                                        arguments -> Data.of(
                                                Network.parse(arguments.text(1)).contains(network(arguments))))
                                .takes("x", Type.TEXT)
                                .takes("network", Type.TEXT)
                                .example("in_network('10.0.3.4', '10.0.0.0/16')", "true"),
                        Function.named(
                                        "nth_host",
                                        Type.TEXT,
                                        "The address so many after a network's first one; counted from its end where"
                                                + " negative, -1 being the last one.",
                                        arguments -> Data.of(network(arguments)
                                                .nth(arguments.whole(1))
                                                .toString()))
                                .takes("network", Type.TEXT)
                                .takes("n", Type.WHOLE)
                                .example("nth_host('10.0.0.0/24', 1)", "10.0.0.1")
                                .example("nth_host('10.0.0.0/24', -2)", "10.0.0.254"),
                        Function.named(
                                        "reverse_dns",
                                        Type.TEXT,
                                        "The name under which DNS keeps an address's names.",
                                        arguments -> Data.of(
                                                network(arguments).address().reverseName()))
                                .takes("x", Type.TEXT)
                                .example("reverse_dns('10.0.0.1')", "1.0.0.10.in-addr.arpa")));
    }

    private interface OfNetwork {
        Data of(Network network);
    }

    private static Function of(String name, Type result, String about, OfNetwork value) {
        return Function.named(name, result, about, arguments -> value.of(network(arguments)))
                .takes("network", Type.TEXT);
    }

    private static Network network(Arguments arguments) {
        return Network.parse(arguments.text(0));
    }

    private static Data isAddress(Arguments arguments) {
        int version = arguments.whole(1, 0);
        if (version != 0 && version != 4 && version != 6) {
            throw new FunctionException("there is no version " + version, "Write 4 or 6.");
        }
        return Data.of(Address.parse(arguments.text(0))
                .filter(address -> version == 0 || address.version() == version)
                .isPresent());
    }
}
