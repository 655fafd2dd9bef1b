package dev.plumbline.core.inventory;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.program.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
        List<String> way = new ArrayList<>();
        if (reaches(child, parent, way)) {
            return Optional.of(way);
        }
        link(parent, child);
        return Optional.empty();
    }

    private void link(String parent, String child) {
        draft(parent).children.add(child);
        draft(child).parents.add(parent);
    }

    private boolean reaches(String from, String to, List<String> way) {
        way.add(from);
        if (from.equals(to)) {
            return true;
        }
        for (String child : draft(from).children) {
            if (reaches(child, to, way)) {
                return true;
            }
        }
        way.removeLast();
        return false;
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
        deepen(Group.ALL, 0);
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

    private void deepen(String name, int depth) {
        Draft draft = draft(name);
        if (depth < draft.depth) {
            return;
        }
        draft.depth = depth;
        for (String child : draft.children) {
            deepen(child, depth + 1);
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
