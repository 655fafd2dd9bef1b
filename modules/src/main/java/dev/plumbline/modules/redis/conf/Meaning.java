package dev.plumbline.modules.redis.conf;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * When two values of a directive mean the same to the server. Source: the setters and getters of the server's config.c, {@code memtoull}
 * in util.c, {@code keyspaceEventsStringToFlags} in notify.c.
 */
public final class Meaning {
    private static final Pattern SIZE = Pattern.compile("([0-9]*)(b|k|kb|m|mb|g|gb)?");

    /** What the event class {@code A} stands for. */
    private static final String ALL_EVENTS = "g$lshzxetd";

    private Meaning() {}

    /** Whether lines that declare a directive and lines of a file come to the same. */
    public static boolean same(Directive directive, List<List<String>> declared, List<List<String>> actual) {
        return switch (directive.form()) {
            case SAVE -> !actual.isEmpty() && savePoints(declared).equals(savePoints(actual));
            case BUFFER_LIMITS ->
                limits(actual).entrySet().containsAll(limits(declared).entrySet());
            case LINES -> sameLines(directive, declared, actual);
            default ->
                !actual.isEmpty() && normal(directive, declared.getLast()).equals(normal(directive, actual.getLast()));
        };
    }

    /** Users and renamed commands stand in any order; modules and included files in theirs. */
    private static boolean sameLines(Directive directive, List<List<String>> declared, List<List<String>> actual) {
        boolean ordered = directive.name().equals("include") || directive.name().equals("loadmodule");
        return declared.size() == actual.size()
                && (ordered ? declared.equals(actual) : counted(declared).equals(counted(actual)));
    }

    private static Map<List<String>, Long> counted(List<List<String>> lines) {
        return lines.stream().collect(Collectors.groupingBy(words -> words, Collectors.counting()));
    }

    /** A value in a form that is equal for all spellings of the same meaning. */
    static List<String> normal(Directive directive, List<String> words) {
        return switch (directive.form()) {
            case SWITCH -> words.stream().map(Meaning::folded).toList();
            case CHOICE ->
                words.stream()
                        .map(Meaning::folded)
                        .map(word -> word.equals("relative") ? "yes" : word)
                        .toList();
            case INTEGER -> words.stream().map(Meaning::number).toList();
            case MEMORY, MEMORY_OR_PERCENT -> words.stream().map(Meaning::bytes).toList();
            case OCTAL ->
                words.stream().map(word -> word.replaceFirst("^0+(?=.)", "")).toList();
            case EVENTS -> List.of(events(String.join("", words)));
            case FLAGS ->
                List.copyOf(new TreeSet<>(words.stream().map(Meaning::folded).toList()));
            case DECIMALS -> words.stream().map(Meaning::decimal).toList();
            case WORDS -> directive.name().equals("replicaof") ? replicaof(words) : words;
            default -> words;
        };
    }

    private static String folded(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    private static String number(String word) {
        return word.matches("-?[0-9]{1,19}") ? new BigInteger(word).toString() : word;
    }

    private static String decimal(String word) {
        return word.matches("[0-9]{1,6}(\\.[0-9]{1,12})?")
                ? new BigDecimal(word).stripTrailingZeros().toPlainString()
                : word;
    }

    /** A size in bytes; the characters themselves where they are no size. */
    static String bytes(String word) {
        Matcher form = SIZE.matcher(folded(word));
        if (!form.matches() || form.group(1).length() > 20) {
            return word;
        }
        BigInteger amount = form.group(1).isEmpty() ? BigInteger.ZERO : new BigInteger(form.group(1));
        long factor = switch (form.group(2) == null ? "b" : form.group(2)) {
            case "k" -> 1_000L;
            case "kb" -> 1L << 10;
            case "m" -> 1_000_000L;
            case "mb" -> 1L << 20;
            case "g" -> 1_000_000_000L;
            case "gb" -> 1L << 30;
            default -> 1L;
        };
        return amount.multiply(BigInteger.valueOf(factor)).toString();
    }

    private static String events(String letters) {
        Set<Character> flags = new TreeSet<>();
        for (char letter : letters.replace("A", ALL_EVENTS).toCharArray()) {
            flags.add(letter);
        }
        return flags.stream().map(String::valueOf).collect(Collectors.joining());
    }

    private static List<String> replicaof(List<String> words) {
        if (words.size() != 2
                || (folded(words.getFirst()).equals("no")
                        && folded(words.getLast()).equals("one"))) {
            return List.of();
        }
        return List.of(folded(words.getFirst()), number(words.getLast()));
    }

    /** Pairs of seconds and changes. An empty word forgets those before it; none at all means that snapshots are off. */
    private static Set<List<String>> savePoints(List<List<String>> lines) {
        List<List<String>> points = new ArrayList<>();
        for (List<String> words : lines) {
            if (words.isEmpty() || words.equals(List.of(""))) {
                points.clear();
            }
            for (int at = 0; at + 1 < words.size(); at += 2) {
                points.add(List.of(number(words.get(at)), number(words.get(at + 1))));
            }
        }
        return Set.copyOf(points);
    }

    /** Limits by client class; the last of a class wins. {@code slave} is {@code replica}. */
    static Map<String, List<String>> limits(List<List<String>> lines) {
        Map<String, List<String>> limits = new HashMap<>();
        for (List<String> words : lines) {
            for (int at = 0; at + 3 < words.size(); at += 4) {
                String name = folded(words.get(at));
                limits.put(
                        name.equals("slave") ? "replica" : name,
                        List.of(bytes(words.get(at + 1)), bytes(words.get(at + 2)), number(words.get(at + 3))));
            }
        }
        return limits;
    }
}
