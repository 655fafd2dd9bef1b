package dev.plumbline.core.function;

import java.math.BigInteger;

/** An address and how many of its first bits are its network's. */
record Network(Address address, int prefix) {

    /** An address alone is a network of its own; after the slash stands a prefix or, for IPv4, a netmask. */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        String before = slash < 0 ? text : text.substring(0, slash);
        Address address = Address.parse(before)
                .orElseThrow(() -> new FunctionException(
                        "'" + before + "' is no address", "Write one such as 10.0.0.1 or 2001:db8::1."));
        return new Network(address, slash < 0 ? address.bits() : prefix(text.substring(slash + 1), address.bits()));
    }

    private static int prefix(String text, int bits) {
        if (text.matches("[0-9]{1,3}") && Integer.parseInt(text) <= bits) {
            return Integer.parseInt(text);
        }
        return Address.parse(text)
                .filter(mask -> mask.bits() == bits && bits == 32)
                .map(mask -> mask.value().bitCount())
                .filter(length -> mask(length, bits).equals(Address.parse(text).orElse(null)))
                .orElseThrow(() -> new FunctionException(
                        "'/" + text + "' is no prefix", "Write 0 to " + bits + ", or for IPv4 a netmask."));
    }

    private static Address mask(int prefix, int bits) {
        BigInteger hosts = BigInteger.ONE.shiftLeft(bits - prefix).subtract(BigInteger.ONE);
        return new Address(all(bits).subtract(hosts), bits);
    }

    private static BigInteger all(int bits) {
        return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
    }

    Address mask() {
        return mask(prefix, address.bits());
    }

    Address first() {
        return new Address(address.value().and(mask().value()), address.bits());
    }

    Address last() {
        BigInteger hosts = all(address.bits()).subtract(mask().value());
        return new Address(first().value().add(hosts), address.bits());
    }

    boolean contains(Network other) {
        return other.address().bits() == address.bits()
                && other.prefix() >= prefix
                && first().equals(new Network(other.address(), prefix).first());
    }

    Address nth(int index) {
        BigInteger start = index >= 0 ? first().value() : last().value().add(BigInteger.ONE);
        Address found = new Address(start.add(BigInteger.valueOf(index)), address.bits());
        if (found.value().compareTo(first().value()) < 0 || found.value().compareTo(last().value()) > 0) {
            throw new FunctionException("the network has no address " + index, "Count from 0, or from -1 at the end.");
        }
        return found;
    }
}
