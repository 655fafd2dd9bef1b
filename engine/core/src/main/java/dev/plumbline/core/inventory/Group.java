package dev.plumbline.core.inventory;

import dev.plumbline.api.value.HostName;
import java.util.Comparator;
import java.util.List;

/**
 * A group of hosts.
 *
 * @param hosts that it names itself; those of its children are not among them
 * @param children in the order in which they were named
 * @param parents in the order in which they named it; {@code all} for a group that no other one names
 * @param depth length of the longest way down from {@code all}
 * @param priority {@code ansible_group_priority}; the greater one wins among groups of the same depth
 */
public record Group(
        String name, List<HostName> hosts, List<String> children, List<String> parents, int depth, int priority) {
    public static final String ALL = "all";

    /** Holds the hosts that are in no other group. */
    public static final String UNGROUPED = "ungrouped";

    static final int USUAL_PRIORITY = 1;

    /** The later one's variables win. */
    static final Comparator<Group> BY_PRECEDENCE = Comparator.comparingInt(Group::depth)
            .thenComparingInt(Group::priority)
            .thenComparing(Group::name);

    public Group {
        hosts = List.copyOf(hosts);
        children = List.copyOf(children);
        parents = List.copyOf(parents);
    }
}
