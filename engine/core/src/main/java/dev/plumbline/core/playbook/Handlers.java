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
import java.util.Set;

/** The handlers of a play, by the names and topics that a task may notify. */
final class Handlers {
    private final Map<String, List<String>> byWord = new LinkedHashMap<>();

    Handlers(List<Draft.Tasked> handlers, Problems problems) {
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
            byWord.computeIfAbsent(handler.name(), word -> new ArrayList<>()).add(handler.name());
            for (String topic : draft.topics()) {
                byWord.computeIfAbsent(topic, word -> new ArrayList<>()).add(handler.name());
            }
        }
    }

    /** The names of the handlers that are meant, in the order in which they run. */
    List<String> resolve(List<YamlNode.Scalar> notified, Problems problems) {
        Set<String> names = new LinkedHashSet<>();
        for (YamlNode.Scalar word : notified) {
            List<String> meant = byWord.get(word.text());
            if (meant == null) {
                problems.add(
                        "playbook.handler.unknown",
                        word.at(),
                        "there is no handler '" + word.text() + "' in this play",
                        NearestName.hint(
                                word.text(),
                                byWord.keySet(),
                                byWord.isEmpty()
                                        ? "The play has no handlers."
                                        : "There are " + String.join(", ", byWord.keySet()) + "."));
            } else {
                names.addAll(meant);
            }
        }
        return List.copyOf(names);
    }
}
