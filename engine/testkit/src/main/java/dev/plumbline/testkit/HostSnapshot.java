package dev.plumbline.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that a change would show in: bytes, modes, owners, inodes and times of files, states and start times of units, packages, debts.
 *
 * @param facts what is so, by what it is about
 */
public record HostSnapshot(Map<String, String> facts) {

    public HostSnapshot {
        facts = Map.copyOf(facts);
    }

    /** One line for each fact that isn't as it was. */
    public List<String> changesSince(HostSnapshot earlier) {
        List<String> changes = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(facts.keySet());
        names.addAll(earlier.facts.keySet());
        for (String name : names) {
            String before = earlier.facts.getOrDefault(name, "(nothing)");
            String after = facts.getOrDefault(name, "(nothing)");
            if (!Objects.equals(before, after)) {
                changes.add(name + ": " + before + " → " + after);
            }
        }
        return changes;
    }

    static HostSnapshot of(Map<String, String> facts) {
        return new HostSnapshot(new TreeMap<>(facts));
    }
}
