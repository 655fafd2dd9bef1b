package dev.plumbline.core.inventory;

import dev.plumbline.api.value.HostName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which groups there are, which hosts they hold, and how they stand in one another. Has no cycles; {@code all} and {@code ungrouped} are
 * always there.
 */
final class GroupTree {
    private final Map<String, Group> groups;
    private final Map<String, List<HostName>> members;
    private final Map<HostName, List<Group>> groupsByHost;

    /** Takes groups by name, in the order in which the sources named them. */
    GroupTree(Map<String, Group> groups) {
        this.groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        Map<String, List<HostName>> found = new LinkedHashMap<>();
        groups.keySet().forEach(name -> found.put(name, descend(name)));
        this.members = Collections.unmodifiableMap(found);
        this.groupsByHost = ascend();
    }

    /** All groups by name. */
    Map<String, Group> groups() {
        return groups;
    }

    /** Every host, in the order of {@code all}. */
    List<HostName> hosts() {
        return hostsOf(Group.ALL);
    }

    /** The hosts of a group and of all groups below it: its own first, then those of its children, then those of theirs. */
    List<HostName> hostsOf(String name) {
        return members.getOrDefault(name, List.of());
    }

    Map<String, List<HostName>> members() {
        return members;
    }

    boolean has(HostName host) {
        return groupsByHost.containsKey(host);
    }

    /** All groups that a host is in, directly or by their children, but {@code all}; in the order of precedence, the strongest last. */
    List<Group> groupsOf(HostName host) {
        return groupsByHost.getOrDefault(host, List.of());
    }

    private List<HostName> descend(String name) {
        Set<HostName> found = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>(Set.of(name));
        Deque<String> waiting = new ArrayDeque<>(List.of(name));
        while (!waiting.isEmpty()) {
            Group group = group(waiting.remove());
            found.addAll(group.hosts());
            for (String child : group.children()) {
                if (seen.add(child)) {
                    waiting.add(child);
                }
            }
        }
        return List.copyOf(found);
    }

    private Map<HostName, List<Group>> ascend() {
        Map<HostName, List<Group>> found = new HashMap<>();
        List<Group> weakestFirst = new ArrayList<>(groups.values());
        weakestFirst.sort(Group.BY_PRECEDENCE);
        hosts().forEach(host -> found.put(host, new ArrayList<>()));
        for (Group group : weakestFirst) {
            if (!group.name().equals(Group.ALL)) {
                hostsOf(group.name())
                        .forEach(host -> found.computeIfAbsent(host, _ -> new ArrayList<>())
                                .add(group));
            }
        }
        return found;
    }

    private Group group(String name) {
        Group group = groups.get(name);
        if (group == null) {
            throw new IllegalArgumentException("no group " + name);
        }
        return group;
    }
}
