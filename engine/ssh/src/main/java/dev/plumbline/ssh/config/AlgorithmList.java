package dev.plumbline.ssh.config;

import dev.plumbline.ssh.pattern.PatternList;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A list of algorithms in ssh_config: {@code a,b} replaces the defaults, {@code +a,b} is put behind them, {@code ^a,b} before them, and
 * {@code -a,b*} takes away from them.
 */
final class AlgorithmList {

    /** Returns what is to be offered of what is supported, or a problem where nothing remains. */
    static List<String> apply(String text, List<String> defaults, Set<String> supported, String keyword, Origin origin)
            throws ConfigProblem {
        char first = text.charAt(0);
        Set<String> result = new LinkedHashSet<>();
        switch (first) {
            case '+' -> {
                result.addAll(defaults);
                result.addAll(names(text.substring(1)));
            }
            case '^' -> {
                result.addAll(names(text.substring(1)));
                result.addAll(defaults);
            }
            case '-' -> {
                PatternList removed = PatternList.parse(text.substring(1));
                result.addAll(defaults);
                result.removeIf(removed::matches);
            }
            default -> result.addAll(names(text));
        }
        result.retainAll(supported);
        if (result.isEmpty()) {
            throw new ConfigProblem(
                    origin,
                    keyword + ": none of " + text + " is supported; there is "
                            + String.join(", ", supported.stream().sorted().toList()));
        }
        return new ArrayList<>(result);
    }

    private static List<String> names(String text) {
        return List.of(text.split(","));
    }

    private AlgorithmList() {}
}
