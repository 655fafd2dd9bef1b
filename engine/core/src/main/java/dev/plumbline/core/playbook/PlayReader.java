package dev.plumbline.core.playbook;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.expression.VariableScope;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.program.Flush;
import dev.plumbline.core.program.Node;
import dev.plumbline.core.program.Play;
import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.YamlNode;
import dev.plumbline.core.yaml.YamlNode.Mapping;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads one play. */
final class PlayReader {
    private static final Comparator<HostName> BY_NAME = Comparator.comparing(HostName::value);
    private static final List<String> ORDERS =
            List.of("inventory", "reverse_inventory", "sorted", "reverse_sorted", "shuffle");

    private final PlaybookRequest request;
    private final Sources sources;
    private final Problems problems;
    private final Set<HostName> limited;
    private final ProgramCheck check;

    PlayReader(PlaybookRequest request, Sources sources, Problems problems, Set<HostName> limited, ProgramCheck check) {
        this.request = request;
        this.sources = sources;
        this.problems = problems;
        this.limited = limited;
        this.check = check;
    }

    /**
     * Reads a play.
     *
     * @param around what the playbooks that import it say
     * @param number of the play in the program, counted from 1
     */
    Play read(Mapping mapping, Surroundings around, int number) {
        Fields fields = new Fields(mapping, problems);
        Keywords.check(fields, "a play", Keywords.OF_PLAY, Refused.ofPlays().keySet());
        fields.refuse(Refused.ofPlays(), "plays");
        List<HostName> hosts = ordered(fields, hosts(fields));
        fields.flag("gather_facts");
        Reading reading = new Reading(request, sources, problems, number, hosts);
        NodeReader nodes = new NodeReader(reading);
        VariableScope scope = around.scope().forPlay(hosts);
        Map<String, Definition> ofFiles = new Variables(around.base().expressions(), problems)
                .ofFiles(
                        fields.words("vars_files", "a list of files"),
                        request.directory(),
                        request.secrets().vault());
        Surroundings inner = new SharedWords(problems)
                .within(fields, around.in(scope), "play")
                .within(ofFiles);

        List<Draft.Tasked> own = nodes.handlers(fields.items("handlers", "a list of handlers"), inner);
        List<Draft> tasks = tasks(fields, nodes, inner);
        List<Draft> gate = nodes.nodes(fields.items("between_batches", "a list of tasks"), inner);
        refuseLoneGate(fields);
        List<Draft.Tasked> handlers = new ArrayList<>(reading.roleHandlers());
        handlers.addAll(own);
        Handlers known = new Handlers(handlers, problems);
        List<Draft> selected = Draft.selected(tasks, request.tags());
        List<Draft> selectedGate = Draft.selected(gate, request.tags());
        resolveLeftOut(tasks, known);
        List<Draft> checked = new ArrayList<>(selected);
        checked.addAll(selectedGate);
        check.add(hosts, checked, handlers);
        List<Node> gateNodes = Draft.nodes(selectedGate, known);
        return new Play(
                fields.scalar("name", "a text").map(YamlNode.Scalar::text).orElseGet(() -> pattern(fields)),
                mapping.at(),
                hosts,
                Draft.nodes(selected, known),
                handlers.stream()
                        .map(handler -> handler.node().notifying(known.resolve(handler)))
                        .toList(),
                RolloutReader.read(fields, gateNodes));
    }

    /** A task that is left out by its tags can notify what isn't there, too. */
    private static void resolveLeftOut(List<Draft> tasks, Handlers known) {
        Draft.tasks(tasks).forEach(known::resolve);
    }

    private List<Draft> tasks(Fields fields, NodeReader nodes, Surroundings around) {
        List<Draft> tasks = new ArrayList<>();
        for (String key : List.of("pre_tasks", "tasks", "post_tasks")) {
            List<Draft> section = new ArrayList<>();
            if (key.equals("tasks")) {
                section.addAll(nodes.roles().section(fields, around));
            }
            section.addAll(nodes.nodes(fields.items(key, "a list of tasks"), around));
            if (!section.isEmpty() && !tasks.isEmpty()) {
                Flush flush = new Flush(fields.at(fields.get(key).isPresent() ? key : "roles"), key);
                tasks.add(new Draft.Plain(flush, Optional.empty()));
            }
            tasks.addAll(section);
        }
        return tasks;
    }

    private void refuseLoneGate(Fields fields) {
        if (fields.get("between_batches").isPresent() && fields.get("serial").isEmpty()) {
            problems.add(
                    "playbook.serial.missing",
                    fields.at("between_batches"),
                    "'between_batches' means nothing without 'serial'",
                    "Say how large a batch is: serial: 1, or serial: [1, 25%].");
        }
    }

    private List<HostName> ordered(Fields fields, List<HostName> hosts) {
        String order = fields.text("order").orElse("inventory");
        switch (order) {
            case "inventory" -> {
                return hosts;
            }
            case "reverse_inventory" -> {
                return hosts.reversed();
            }
            case "sorted" -> {
                return hosts.stream().sorted(BY_NAME).toList();
            }
            case "reverse_sorted" -> {
                return hosts.stream().sorted(BY_NAME.reversed()).toList();
            }
            default ->
                problems.add(
                        "playbook.not_supported",
                        fields.get("order").map(YamlNode::at).orElse(fields.at("order")),
                        "hosts can't be ordered by '" + order + "'",
                        order.equals("shuffle")
                                ? "A plan must say what comes first; use inventory or sorted."
                                : NearestName.hint(order, ORDERS, "Use inventory or sorted."));
        }
        return hosts;
    }

    private List<HostName> hosts(Fields fields) {
        String pattern = pattern(fields);
        var at = fields.get("hosts").map(YamlNode::at).orElse(fields.mapping().at());
        if (pattern.isBlank()) {
            problems.add(
                    "playbook.hosts.missing", at, "the play does not say for which hosts it is", "Add hosts: PATTERN.");
            return List.of();
        }
        try {
            List<HostName> selected = request.inventory().select(pattern);
            if (selected.isEmpty()) {
                problems.add(
                        "inventory.pattern.no_host",
                        at,
                        "the pattern '" + pattern + "' matches no host",
                        NearestName.hint(pattern, hostWords(request), "See 'plumb inventory' for hosts and groups."));
            }
            return selected.stream().filter(limited::contains).toList();
        } catch (IllegalArgumentException e) {
            problems.add("inventory.pattern", at, "'" + pattern + "': " + e.getMessage(), "Correct the pattern.");
            return List.of();
        }
    }

    private static String pattern(Fields fields) {
        List<String> parts = new ArrayList<>();
        if (fields.get("hosts").orElse(null) instanceof YamlNode.Sequence sequence) {
            sequence.items().forEach(item -> parts.add(item instanceof YamlNode.Scalar scalar ? scalar.text() : ""));
        } else {
            fields.text("hosts").ifPresent(parts::add);
        }
        return String.join(":", parts);
    }

    static Set<String> hostWords(PlaybookRequest request) {
        Set<String> words = new TreeSet<>(request.inventory().groups().keySet());
        request.inventory().hosts().forEach(host -> words.add(host.value()));
        return words;
    }
}
