package dev.plumbline.ssh.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Patterns of which at least one must match and no negated one (written with {@code !}) may: a list of negations alone never matches
 * (ssh_config(5), PATTERNS).
 */
public record PatternList(List<Item> items) {

    public PatternList {
        items = List.copyOf(items);
    }

    /** One pattern of the list. */
    public record Item(Wildcard pattern, boolean negated) {

        static Item parse(String text) {
            return text.startsWith("!")
                    ? new Item(new Wildcard(text.substring(1)), true)
                    : new Item(new Wildcard(text), false);
        }
    }

    /** Reads a comma-separated list. */
    public static PatternList parse(String text) {
        return of(List.of(text.split(",", -1)));
    }

    public static PatternList of(List<String> patterns) {
        List<Item> items = new ArrayList<>();
        for (String pattern : patterns) {
            items.add(Item.parse(pattern));
        }
        return new PatternList(items);
    }

    /** Matches a string, case counting. */
    public boolean matches(String string) {
        boolean found = false;
        for (Item item : items) {
            if (item.pattern().matches(string)) {
                if (item.negated()) {
                    return false;
                }
                found = true;
            }
        }
        return found;
    }

    /** Matches a host name, for which case does not count. */
    public boolean matchesHost(String host) {
        return lowerCase().matches(host.toLowerCase(Locale.ROOT));
    }

    private PatternList lowerCase() {
        return new PatternList(items.stream()
                .map(item -> new Item(new Wildcard(item.pattern().text().toLowerCase(Locale.ROOT)), item.negated()))
                .toList());
    }
}
