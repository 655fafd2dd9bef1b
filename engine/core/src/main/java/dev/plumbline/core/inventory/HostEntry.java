package dev.plumbline.core.inventory;

import dev.plumbline.api.value.HostName;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands where an inventory expects a host: a name or address, perhaps with a port behind a colon, perhaps with ranges.
 *
 * <p>{@code db[01:10:3].example.com:2222} names four hosts. A range counts from begin to end, both included, by an optional step; a begin
 * with leading zeros gives all numbers that width; single letters run through a–z and then A–Z.
 *
 * @param hosts the names, in the order of the ranges
 * @param port given behind the name
 */
record HostEntry(List<HostName> hosts, OptionalInt port) {
    /** More hosts than one entry is ever meant to name. */
    static final int MOST_HOSTS = 65_536;

    /** A name in the DNS has at most 253; ranges in it make it a little longer. */
    private static final int MOST_CHARACTERS = 1_000;

    private static final Pattern BRACKETED = Pattern.compile("\\[([^\\[\\]]*:[^\\[\\]]*:[^\\[\\]]*)]:([0-9]+)");
    private static final Pattern WITH_PORT = Pattern.compile("((?:[^:\\[\\]]|\\[[^\\]]*+])++):([0-9]+)");
    private static final Pattern RANGE = Pattern.compile("([^\\[\\]]*)\\[([^\\[\\]]*)](.*)");
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    HostEntry {
        hosts = List.copyOf(hosts);
    }

    /** Reads an entry. */
    static HostEntry parse(String text) throws InventorySyntaxException {
        if (text.length() > MOST_CHARACTERS) {
            throw new InventorySyntaxException(
                    "a host's name has " + text.length() + " characters", "no name has more than " + MOST_CHARACTERS);
        }
        Matcher bracketed = BRACKETED.matcher(text);
        if (bracketed.matches()) {
            return new HostEntry(List.of(name(bracketed.group(1))), OptionalInt.of(port(bracketed.group(2))));
        }
        Matcher withPort = WITH_PORT.matcher(text);
        OptionalInt port = OptionalInt.empty();
        String pattern = text;
        if (withPort.matches()) {
            pattern = withPort.group(1);
            port = OptionalInt.of(port(withPort.group(2)));
        } else if (text.endsWith(":") && !text.endsWith("::")) {
            throw new InventorySyntaxException(
                    "the host '" + text + "' ends in a colon, but no port follows",
                    "write host:port, or leave the colon out");
        }
        List<HostName> hosts = new ArrayList<>();
        expand(pattern, hosts);
        return new HostEntry(hosts, port);
    }

    private static int port(String digits) throws InventorySyntaxException {
        int port = digits.length() > 5 ? 0 : Integer.parseInt(digits);
        if (port < 1 || port > 65_535) {
            throw new InventorySyntaxException("there is no port " + digits, "ports run from 1 to 65535");
        }
        return port;
    }

    static HostName name(String text) throws InventorySyntaxException {
        if (text.equals("---")) {
            throw new InventorySyntaxException(
                    "'---' begins a YAML document, but this file is read as INI", "give the file the ending .yml");
        }
        boolean odd = text.isBlank()
                || text.startsWith(".")
                || text.chars().anyMatch(c -> c == '/' || Character.isWhitespace(c) || Character.isISOControl(c));
        if (odd) {
            throw new InventorySyntaxException(
                    "'" + printable(text) + "' can't be the name of a host",
                    "a name has no blanks, no slashes and no leading dot; put an address into ansible_host");
        }
        return new HostName(text);
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private static void expand(String pattern, List<HostName> hosts) throws InventorySyntaxException {
        if (pattern.indexOf('[') < 0 && pattern.indexOf(']') < 0) {
            if (hosts.size() >= MOST_HOSTS) {
                throw new InventorySyntaxException(
                        "one entry names more than " + MOST_HOSTS + " hosts", "look at the range, or split it");
            }
            hosts.add(name(pattern));
            return;
        }
        Matcher range = RANGE.matcher(pattern);
        if (!range.matches()) {
            throw new InventorySyntaxException(
                    "the brackets of '" + pattern + "' don't match",
                    "a range is written [begin:end] or [begin:end:step]");
        }
        for (String value : values(range.group(2))) {
            expand(range.group(1) + value + range.group(3), hosts);
        }
    }

    private static List<String> values(String range) throws InventorySyntaxException {
        String[] bounds = range.split(":", -1);
        if (bounds.length < 2 || bounds.length > 3) {
            throw notARange(range);
        }
        String begin = bounds[0].isEmpty() ? "0" : bounds[0];
        String end = bounds[1];
        if (end.isEmpty()) {
            throw new InventorySyntaxException("the range [" + range + "] has no end", "write [begin:end]");
        }
        int step = bounds.length == 3 ? number(bounds[2], range) : 1;
        if (step < 1) {
            throw new InventorySyntaxException("the range [" + range + "] has no step", "a step is at least 1");
        }
        if (begin.length() == 1 && end.length() == 1 && LETTERS.contains(begin) && LETTERS.contains(end)) {
            return letters(LETTERS.indexOf(begin), LETTERS.indexOf(end), step, range);
        }
        return numbers(begin, end, step, range);
    }

    private static List<String> letters(int first, int last, int step, String range) throws InventorySyntaxException {
        checkOrder(first, last, range);
        List<String> values = new ArrayList<>();
        for (int i = first; i <= last; i += step) {
            values.add(LETTERS.substring(i, i + 1));
        }
        return values;
    }

    private static List<String> numbers(String begin, String end, int step, String range)
            throws InventorySyntaxException {
        int width = begin.length() > 1 && begin.charAt(0) == '0' ? begin.length() : 0;
        if (width > 0 && width != end.length()) {
            throw new InventorySyntaxException(
                    "the range [" + range + "] begins with " + width + " digits and ends with " + end.length(),
                    "write both with the same number of digits, as in [01:10]");
        }
        int first = number(begin, range);
        int last = number(end, range);
        checkOrder(first, last, range);
        if ((last - first) / step >= MOST_HOSTS) {
            throw new InventorySyntaxException(
                    "the range [" + range + "] names more than " + MOST_HOSTS + " hosts",
                    "look at its end, or split it");
        }
        List<String> values = new ArrayList<>();
        for (int i = first; i <= last; i += step) {
            String digits = Integer.toString(i);
            values.add("0".repeat(Math.max(0, width - digits.length())) + digits);
        }
        return values;
    }

    private static void checkOrder(int first, int last, String range) throws InventorySyntaxException {
        if (first > last) {
            throw new InventorySyntaxException(
                    "the range [" + range + "] ends before it begins", "write the smaller bound first");
        }
    }

    private static int number(String digits, String range) throws InventorySyntaxException {
        if (!digits.matches("[0-9]{1,9}")) {
            throw notARange(range);
        }
        return Integer.parseInt(digits);
    }

    private static InventorySyntaxException notARange(String range) {
        return new InventorySyntaxException(
                "[" + range + "] is not a range of hosts",
                "a range is written [begin:end] or [begin:end:step], with numbers or single letters");
    }
}
