package dev.plumbline.cli.report;

import dev.plumbline.core.plan.HostPlan;
import dev.plumbline.core.plan.TaskPlan;
import dev.plumbline.core.plan.Verdict;
import dev.plumbline.core.program.Play;
import dev.plumbline.core.program.Program;
import dev.plumbline.core.program.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a plan does, and what follows from what: which change notifies which handler, and what is known only after something else.
 *
 * @param nodes tasks that would do something, in their order
 */
public record PlanGraph(List<Node> nodes, Set<Edge> edges) {
    private static final String AFTER = "known after ";

    /** A task on those hosts where it would do something. */
    public record Node(String id, String name, String module, String at, Set<String> hosts, boolean certain) {}

    /** From one task's id to another's. */
    public record Edge(String from, String to, Kind kind) {}

    /** Why one follows the other. */
    public enum Kind {
        NOTIFIES("notifies"),
        DECIDES("decides");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    public PlanGraph {
        nodes = List.copyOf(nodes);
        edges = new LinkedHashSet<>(edges);
    }

    public static PlanGraph of(Report report, Program program) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        for (HostPlan host : report.plan().hosts()) {
            for (TaskPlan task : host.tasks()) {
                if (task.isChange() || task.isOpen()) {
                    nodes.computeIfAbsent(task.key().task(), id -> node(id, task))
                            .hosts()
                            .add(host.host().value());
                }
            }
        }
        Set<Edge> edges = new LinkedHashSet<>();
        program.plays().forEach(play -> notifications(play, nodes, edges));
        for (HostPlan host : report.plan().hosts()) {
            host.tasks().forEach(task -> decisions(task, nodes, edges));
        }
        return new PlanGraph(new ArrayList<>(nodes.values()), edges);
    }

    private static Node node(String id, TaskPlan task) {
        return new Node(
                id,
                task.name(),
                task.module(),
                task.at().fileAndLine(),
                new LinkedHashSet<>(),
                task.verdict() == Verdict.CHANGE);
    }

    private static void notifications(Play play, Map<String, Node> nodes, Set<Edge> edges) {
        List<Task> handlers = play.handlers();
        play.allTasks()
                .filter(task -> nodes.containsKey(task.id()))
                .forEach(task -> handlers.stream()
                        .filter(handler -> task.notifies().contains(handler.name()) && nodes.containsKey(handler.id()))
                        .forEach(handler -> edges.add(new Edge(task.id(), handler.id(), Kind.NOTIFIES))));
    }

    private static void decisions(TaskPlan task, Map<String, Node> nodes, Set<Edge> edges) {
        String because = task.because().orElse("");
        if (!because.startsWith(AFTER) || !nodes.containsKey(task.key().task())) {
            return;
        }
        String cause = because.substring(AFTER.length());
        nodes.values().stream()
                .filter(node -> cause.equals(node.name())
                        || node.hosts().stream().anyMatch(host -> cause.equals(node.name() + " on " + host)))
                .filter(node -> !node.id().equals(task.key().task()))
                .forEach(node -> edges.add(new Edge(node.id(), task.key().task(), Kind.DECIDES)));
    }

    /** For people: each task, and below it what follows from it. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Node node : nodes) {
            text.append(Printable.line(node.name()))
                    .append("  ")
                    .append(node.module())
                    .append("  ")
                    .append(node.at())
                    .append("  on ")
                    .append(Printable.line(String.join(", ", node.hosts())))
                    .append('\n');
            edges.stream()
                    .filter(edge -> edge.from().equals(node.id()))
                    .forEach(edge -> text.append("  ")
                            .append(edge.kind().word)
                            .append(" → ")
                            .append(Printable.line(name(edge.to())))
                            .append('\n'));
        }
        return text.isEmpty() ? "nothing would be done\n" : text.toString();
    }

    private String name(String id) {
        return nodes.stream()
                .filter(node -> node.id().equals(id))
                .map(node -> node.name() + "  " + node.at())
                .collect(Collectors.joining());
    }

    /** In Graphviz's language; what is not certain is dashed. */
    public String dot() {
        StringBuilder dot = new StringBuilder("digraph plan {\n  rankdir=LR;\n  node [shape=box];\n");
        for (Node node : nodes) {
            dot.append("  ")
                    .append(quoted(node.id()))
                    .append(" [label=")
                    .append(quoted(node.name() + "\n" + node.module() + "  " + node.at() + "\n"
                            + String.join(", ", node.hosts())))
                    .append(node.certain() ? "" : ", style=dashed")
                    .append("];\n");
        }
        for (Edge edge : edges) {
            dot.append("  ")
                    .append(quoted(edge.from()))
                    .append(" -> ")
                    .append(quoted(edge.to()))
                    .append(" [label=")
                    .append(quoted(edge.kind().word))
                    .append(edge.kind() == Kind.DECIDES ? ", style=dashed" : "")
                    .append("];\n");
        }
        return dot.append("}\n").toString();
    }

    private static String quoted(String text) {
        String safe = text.lines().map(Printable::line).collect(Collectors.joining("\n"));
        return '"' + safe.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
