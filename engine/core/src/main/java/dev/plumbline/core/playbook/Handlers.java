package dev.plumbline.core.playbook;

import dev.plumbline.core.program.Task;
import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The handlers of a play and its roles, by the names and topics that a task may notify. */
final class Handlers {
    /** Between a role's name and that of a task or handler of it. */
    static final String OF_ROLE = " : ";

    private final Map<String, List<String>> byWord = new LinkedHashMap<>();

    /** By its name without that of its role. */
    private final Map<String, List<String>> byShortName = new LinkedHashMap<>();

    private final Problems problems;

    Handlers(List<Draft.Tasked> handlers, Problems problems) {
        this.problems = problems;
        Set<String> names = new LinkedHashSet<>();
        for (Draft.Tasked draft : handlers) {
            Task handler = draft.node();
            if (!names.add(handler.name())) {
                problems.add(
                        "playbook.handler.duplicate",
                        handler.at(),
                        "there is another handler named '" + handler.name() + "'",
                        "Give each a name of its own; 'listen' joins several under one.");
            }
            add(byWord, handler.name(), handler);
            draft.topics().forEach(topic -> add(byWord, topic, handler));
            draft.role()
                    .map(role -> handler.name().substring(role.length() + OF_ROLE.length()))
                    .ifPresent(name -> add(byShortName, name, handler));
        }
    }

    private static void add(Map<String, List<String>> index, String word, Task handler) {
        index.computeIfAbsent(word, any -> new ArrayList<>()).add(handler.name());
    }

    /** The names of the handlers that a task means, in the order in which they run. */
    List<String> resolve(Draft.Tasked task) {
        Set<String> names = new LinkedHashSet<>();
        for (YamlNode.Scalar word : task.notified()) {
            names.addAll(meant(word, task.role()));
        }
        return List.copyOf(names);
    }

    /** A role's own handler goes before the play's of the same name, and that before those of other roles. */
    private List<String> meant(YamlNode.Scalar word, Optional<String> role) {
        Optional<List<String>> own = role.map(name -> byWord.get(name + OF_ROLE + word.text()));
        if (own.isPresent()) {
            return own.get();
        }
        if (byWord.containsKey(word.text())) {
            return byWord.get(word.text());
        }
        List<String> ofRoles = byShortName.getOrDefault(word.text(), List.of());
        if (ofRoles.size() == 1) {
            return ofRoles;
        }
        if (ofRoles.size() > 1) {
            problems.add(
                    "playbook.handler.ambiguous",
                    word.at(),
                    "several roles have a handler '" + word.text() + "'",
                    "Name the role too: " + String.join(", or ", ofRoles) + ".");
            return List.of();
        }
        Set<String> known = new TreeSet<>(byWord.keySet());
        known.addAll(byShortName.keySet());
        problems.add(
                "playbook.handler.unknown",
                word.at(),
                "there is no handler '" + word.text() + "' in this play",
                NearestName.hint(
                        word.text(),
                        known,
                        known.isEmpty()
                                ? "The play has no handlers."
                                : "There are " + String.join(", ", byWord.keySet()) + "."));
        return List.of();
    }
}
