package dev.plumbline.core.inventory;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.program.Position;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Groups and hosts while the sources are read, one after the other, each adding to what is there. */
final class GroupTreeBuilder {

    private static final class Draft {
        private final Set<HostName> hosts = new LinkedHashSet<>();
        private final Set<String> children = new LinkedHashSet<>();
        private final Set<String> parents = new LinkedHashSet<>();
        private int depth;
        private int priority = Group.USUAL_PRIORITY;
    }

    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final Map<HostName, Position> hostsFirstNamed = new LinkedHashMap<>();

    GroupTreeBuilder() {
        drafts.put(Group.ALL, new Draft());
        drafts.put(Group.UNGROUPED, new Draft());
        link(Group.ALL, Group.UNGROUPED);
    }

    boolean hasGroup(String name) {
        return drafts.containsKey(name);
    }

    void group(String name) {
        drafts.computeIfAbsent(name, _ -> new Draft());
    }

    void host(String group, HostName host, Position at) {
        draft(group).hosts.add(host);
        hostsFirstNamed.putIfAbsent(host, at);
    }

    void priority(String group, int priority) {
        draft(group).priority = priority;
    }

    /**
     * Puts a group below another.
     *
     * @return the way from the child to the parent that was there before and would now close a cycle; then nothing was done
     */
    Optional<List<String>> child(String parent, String child) {
        Optional<List<String>> way = way(child, parent);
        if (way.isEmpty()) {
            link(parent, child);
        }
        return way;
    }

    private void link(String parent, String child) {
        draft(parent).children.add(child);
        draft(child).parents.add(parent);
    }

    /** The shortest way down from one group to another, both included. */
    private Optional<List<String>> way(String from, String to) {
        Map<String, String> cameFrom = new HashMap<>();
        Deque<String> waiting = new ArrayDeque<>(List.of(from));
        while (!waiting.isEmpty()) {
            String group = waiting.remove();
            if (group.equals(to)) {
                return Optional.of(wayBack(group, from, cameFrom));
            }
            for (String child : draft(group).children) {
                if (!child.equals(from) && cameFrom.putIfAbsent(child, group) == null) {
                    waiting.add(child);
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> wayBack(String end, String begin, Map<String, String> cameFrom) {
        List<String> way = new ArrayList<>(List.of(end));
        while (!way.getLast().equals(begin)) {
            way.add(Objects.requireNonNull(cameFrom.get(way.getLast())));
        }
        return way.reversed();
    }

    /** Names that are both a group's and a host's, with the host's place. */
    Map<HostName, Position> namedTwice() {
        Map<HostName, Position> both = new LinkedHashMap<>();
        hostsFirstNamed.forEach((host, at) -> {
            if (drafts.containsKey(host.value())) {
                both.put(host, at);
            }
        });
        return both;
    }

    Set<String> groupNames() {
        return Collections.unmodifiableSet(drafts.keySet());
    }

    /** The tree, with every group below {@code all} and every host without a group in {@code ungrouped}. */
    GroupTree build() {
        for (Map.Entry<String, Draft> entry : drafts.entrySet()) {
            if (!entry.getKey().equals(Group.ALL) && entry.getValue().parents.isEmpty()) {
                link(Group.ALL, entry.getKey());
            }
        }
        settleUngrouped();
        deepen();
        Map<String, Group> groups = new LinkedHashMap<>();
        drafts.forEach((name, draft) -> groups.put(
                name,
                new Group(
                        name,
                        List.copyOf(draft.hosts),
                        List.copyOf(draft.children),
                        List.copyOf(draft.parents),
                        draft.depth,
                        draft.priority)));
        return new GroupTree(groups);
    }

    private void settleUngrouped() {
        Set<HostName> grouped = new LinkedHashSet<>();
        drafts.forEach((name, draft) -> {
            if (!name.equals(Group.ALL) && !name.equals(Group.UNGROUPED)) {
                grouped.addAll(draft.hosts);
            }
        });
        Set<HostName> ungrouped = draft(Group.UNGROUPED).hosts;
        ungrouped.removeAll(grouped);
        for (HostName host : draft(Group.ALL).hosts) {
            if (!grouped.contains(host)) {
                ungrouped.add(host);
            }
        }
    }

    /** Each group goes below the deepest of its parents; one is looked at when all of its parents have been. */
    private void deepen() {
        Map<String, Integer> parentsLeft = new HashMap<>();
        drafts.forEach((name, draft) -> parentsLeft.put(name, draft.parents.size()));
        Deque<String> waiting = new ArrayDeque<>(List.of(Group.ALL));
        while (!waiting.isEmpty()) {
            Draft parent = draft(waiting.remove());
            for (String child : parent.children) {
                Draft below = draft(child);
                below.depth = Math.max(below.depth, parent.depth + 1);
                if (parentsLeft.merge(child, -1, Integer::sum) == 0) {
                    waiting.add(child);
                }
            }
        }
    }

    private Draft draft(String name) {
        Draft draft = drafts.get(name);
        if (draft == null) {
            throw new IllegalStateException("group " + name + " was never named");
        }
        return draft;
    }
}
