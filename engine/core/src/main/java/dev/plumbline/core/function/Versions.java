package dev.plumbline.core.function;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Orders versions: first by Debian's epoch ({@code 1:2.3}), then part by part. {@code ~} goes before letters, those before the end, that before
 * {@code +}, and that before a number; numbers go by value.
 */
final class Versions {
    private static final Pattern EPOCH = Pattern.compile("^([0-9]{1,9}):");
    private static final Pattern PART = Pattern.compile("[0-9]{1,400}|[A-Za-z]+|[~+]");

    private static final int NUMBER = 4;

    private Versions() {}

    static int compare(String left, String right) {
        int epochs = epoch(left).compareTo(epoch(right));
        return epochs != 0 ? epochs : compare(parts(left), parts(right));
    }

    private static int compare(List<String> leftParts, List<String> rightParts) {
        for (int i = 0; i < Math.max(leftParts.size(), rightParts.size()); i++) {
            String one = i < leftParts.size() ? leftParts.get(i) : "";
            String other = i < rightParts.size() ? rightParts.get(i) : "";
            int order = rank(one) != rank(other) ? Integer.compare(rank(one), rank(other)) : within(one, other);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static BigInteger epoch(String version) {
        Matcher epoch = EPOCH.matcher(version.strip());
        return epoch.lookingAt() ? new BigInteger(epoch.group(1)) : BigInteger.ZERO;
    }

    /** A leading v, and zeros at the end, say nothing. */
    private static List<String> parts(String version) {
        String plain = EPOCH.matcher(version.strip()).replaceFirst("");
        List<String> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(plain.startsWith("v") ? plain.substring(1) : plain);
        while (matcher.find()) {
            String part = matcher.group();
            if (!isNumber(part)) {
                dropZeros(parts);
            }
            parts.add(part);
        }
        if (parts.isEmpty()) {
            throw new FunctionException("'" + version + "' is no version", "Write one such as 7.0.15.");
        }
        dropZeros(parts);
        return parts;
    }

    private static void dropZeros(List<String> parts) {
        while (!parts.isEmpty() && parts.getLast().chars().allMatch(c -> c == '0')) {
            parts.removeLast();
        }
    }

    private static int rank(String part) {
        return switch (part) {
            case "~" -> 0;
            case "" -> 2;
            case "+" -> 3;
            default -> isNumber(part) ? NUMBER : 1;
        };
    }

    private static int within(String one, String other) {
        return rank(one) == NUMBER
                ? new BigInteger(one).compareTo(new BigInteger(other))
                : one.compareToIgnoreCase(other);
    }

    private static boolean isNumber(String part) {
        return !part.isEmpty() && part.charAt(0) >= '0' && part.charAt(0) <= '9';
    }
}
