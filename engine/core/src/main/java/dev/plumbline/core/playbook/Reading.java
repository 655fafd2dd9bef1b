package dev.plumbline.core.playbook;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.program.Environment;
import dev.plumbline.core.program.Position;
import dev.plumbline.core.program.Value;
import dev.plumbline.core.yaml.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is shared by all that reads one play. */
final class Reading {
    private final PlaybookRequest request;
    private final Sources sources;
    private final Problems problems;
    private final int play;
    private final List<HostName> hosts;
    private final Set<String> names = new HashSet<>();
    private final List<Draft.Tasked> roleHandlers = new ArrayList<>();
    private int count;

    /** Reads for the play whose number, counted from 1, makes the identities of its tasks unique. */
    Reading(PlaybookRequest request, Sources sources, Problems problems, int play, List<HostName> hosts) {
        this.request = request;
        this.sources = sources;
        this.problems = problems;
        this.play = play;
        this.hosts = hosts;
    }

    PlaybookRequest request() {
        return request;
    }

    Sources sources() {
        return sources;
    }

    Problems problems() {
        return problems;
    }

    List<HostName> hosts() {
        return hosts;
    }

    /** An identity for a task: the same each time that the playbook is read. */
    String nextId(Position at) {
        count++;
        return at.fileAndLine() + "#" + play + "." + count;
    }

    /** Notes that a variable is set by a task from here on. */
    void sets(String name) {
        names.add(name);
    }

    List<Draft.Tasked> roleHandlers() {
        return roleHandlers;
    }

    /** A host's variables where all that is set by tasks and loops is still unknown. */
    Environment environment(HostName host, Surroundings around) {
        Map<String, Value> set = new HashMap<>();
        names.forEach(name -> set.put(name, new Value.Pending("an earlier task")));
        Map<String, Value> local = new HashMap<>();
        around.pending().forEach(name -> local.put(name, new Value.Pending("the loop")));
        return new Environment(host, Map.of(host, set), local);
    }
}
