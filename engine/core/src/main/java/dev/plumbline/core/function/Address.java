package dev.plumbline.core.function;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address of IPv4 or IPv6.
 *
 * @param bits 32 or 128
 */
record Address(BigInteger value, int bits) {
    private static final Pattern OCTET = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern PIECE = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final int PIECES = 8;

    /** Zones ({@code %eth0}) and octets with zeros before them are refused: they mean different things in different places. */
    static Optional<Address> parse(String text) {
        return text.contains(":") ? six(text) : four(text).map(value -> new Address(value, 32));
    }

    int version() {
        return bits == 32 ? 4 : 6;
    }

    private static Optional<BigInteger> four(String text) {
        List<String> octets = Texts.split(text, '.');
        boolean valid = octets.size() == 4
                && octets.stream().allMatch(octet -> OCTET.matcher(octet).matches() && Integer.parseInt(octet) < 256);
        if (!valid) {
            return Optional.empty();
        }
        long value = 0;
        for (String octet : octets) {
            value = value << 8 | Integer.parseInt(octet);
        }
        return Optional.of(BigInteger.valueOf(value));
    }

    private static Optional<Address> six(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return pieces(text).filter(all -> all.size() == PIECES).map(Address::six);
        }
        Optional<List<Integer>> before = pieces(text.substring(0, gap));
        Optional<List<Integer>> after = pieces(text.substring(gap + 2));
        if (before.isEmpty() || after.isEmpty() || text.substring(0, gap).contains(".")) {
            return Optional.empty();
        }
        int missing = PIECES - before.get().size() - after.get().size();
        if (missing < 1) {
            return Optional.empty();
        }
        List<Integer> all = new ArrayList<>(before.get());
        for (int i = 0; i < missing; i++) {
            all.add(0);
        }
        all.addAll(after.get());
        return Optional.of(six(all));
    }

    private static Address six(List<Integer> pieces) {
        BigInteger value = BigInteger.ZERO;
        for (int piece : pieces) {
            value = value.shiftLeft(16).or(BigInteger.valueOf(piece));
        }
        return new Address(value, 128);
    }

    /** The last two pieces may be written as IPv4. */
    private static Optional<List<Integer>> pieces(String text) {
        List<Integer> pieces = new ArrayList<>();
        List<String> words = text.isEmpty() ? List.of() : Texts.split(text, ':');
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (i == words.size() - 1 && word.contains(".")) {
                Optional<BigInteger> four = four(word);
                if (four.isEmpty()) {
                    return Optional.empty();
                }
                pieces.add(four.get().shiftRight(16).intValue());
                pieces.add(four.get().intValue() & 0xFFFF);
            } else if (PIECE.matcher(word).matches()) {
                pieces.add(Integer.parseInt(word, 16));
            } else {
                return Optional.empty();
            }
        }
        return pieces.size() > PIECES ? Optional.empty() : Optional.of(pieces);
    }

    String reverseName() {
        StringBuilder name = new StringBuilder();
        int step = bits == 32 ? 8 : 4;
        for (int shift = 0; shift < bits; shift += step) {
            int part = value.shiftRight(shift).intValue() & ((1 << step) - 1);
            name.append(bits == 32 ? Integer.toString(part) : Integer.toHexString(part))
                    .append('.');
        }
        return name + (bits == 32 ? "in-addr.arpa" : "ip6.arpa");
    }

    /** For IPv6, as RFC 5952 has it: lower case, the first of the longest runs of zeros left out. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        int step = bits == 32 ? 8 : 16;
        for (int shift = bits - step; shift >= 0; shift -= step) {
            int part = value.shiftRight(shift).intValue() & ((1 << step) - 1);
            parts.add(bits == 32 ? Integer.toString(part) : Integer.toHexString(part));
        }
        if (bits == 32) {
            return String.join(".", parts);
        }
        int begin = 0;
        int length = 0;
        for (int i = 0; i < parts.size(); i++) {
            int end = i;
            while (end < parts.size() && parts.get(end).equals("0")) {
                end++;
            }
            if (end - i > length) {
                begin = i;
                length = end - i;
            }
        }
        return length < 2
                ? String.join(":", parts)
                : String.join(":", parts.subList(0, begin)) + "::"
                        + String.join(":", parts.subList(begin + length, parts.size()));
    }
}
