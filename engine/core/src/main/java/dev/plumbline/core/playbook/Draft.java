package dev.plumbline.core.playbook;

import dev.plumbline.api.module.ModuleType;
import dev.plumbline.core.expression.VariableScope;
import dev.plumbline.core.program.Block;
import dev.plumbline.core.program.Include;
import dev.plumbline.core.program.Node;
import dev.plumbline.core.program.Task;
import dev.plumbline.core.program.Template;
import dev.plumbline.core.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A node of a play, with what is needed to check it before any host is contacted, and what can be said only once all is read. */
sealed interface Draft {

    /** A word about the course of the play. */
    record Plain(Node node, Optional<List<String>> tags) implements Draft {}

    /**
     * A task.
     *
     * @param type empty for a word of the engine's
     * @param when all conditions, those of the blocks first
     * @param ofResult {@code until}, {@code changed_when}, {@code failed_when}
     * @param topics what a handler listens to
     * @param notified as written
     * @param role whose task it is
     * @param pending variables that loops around it set
     * @param gates what decides, at the includes around it, whether a host comes to it
     */
    record Tasked(
            Task node,
            Optional<ModuleType> type,
            VariableScope scope,
            YamlNode arguments,
            List<YamlNode.Scalar> when,
            Optional<YamlNode> loop,
            List<YamlNode.Scalar> ofResult,
            List<String> topics,
            List<YamlNode.Scalar> notified,
            Optional<String> role,
            List<String> pending,
            List<Template<Boolean>> gates)
            implements Draft {}

    /** A block; the node has no tasks yet. */
    record Blocked(Block node, List<Draft> body, List<Draft> rescue, List<Draft> always) implements Draft {}

    /** An include; the node has no branches yet. */
    record Included(Include node, Map<String, List<Draft>> branches) implements Draft {}

    /** All tasks, in the order in which they are written. */
    static Stream<Tasked> tasks(List<Draft> drafts) {
        return drafts.stream().flatMap(draft -> switch (draft) {
            case Plain plain -> Stream.empty();
            case Tasked tasked -> Stream.of(tasked);
            case Blocked block ->
                Stream.of(block.body(), block.rescue(), block.always()).flatMap(Draft::tasks);
            case Included include -> include.branches().values().stream().flatMap(Draft::tasks);
        });
    }

    /** Those whose tags are taken; what then holds nothing is left out. */
    static List<Draft> selected(List<Draft> drafts, TagSelection selection) {
        List<Draft> selected = new ArrayList<>();
        for (Draft draft : drafts) {
            switch (draft) {
                case Plain plain
                when plain.tags().isEmpty() || selection.takes(plain.tags().get()) -> selected.add(plain);
                case Plain plain -> {}
                case Tasked tasked when selection.takes(tasked.node().tags()) -> selected.add(tasked);
                case Tasked tasked -> {}
                case Blocked block -> {
                    Blocked rest = new Blocked(
                            block.node(),
                            selected(block.body(), selection),
                            selected(block.rescue(), selection),
                            selected(block.always(), selection));
                    if (tasks(List.of(rest)).findAny().isPresent()) {
                        selected.add(rest);
                    }
                }
                case Included include -> {
                    Map<String, List<Draft>> branches = new LinkedHashMap<>();
                    include.branches().forEach((name, nodes) -> branches.put(name, selected(nodes, selection)));
                    Included rest = new Included(include.node(), branches);
                    if (tasks(List.of(rest)).findAny().isPresent()) {
                        selected.add(rest);
                    }
                }
            }
        }
        return selected;
    }

    /** The nodes of drafts, their handlers found. */
    static List<Node> nodes(List<Draft> drafts, Handlers handlers) {
        return drafts.stream().map(draft -> node(draft, handlers)).toList();
    }

    private static Node node(Draft draft, Handlers handlers) {
        return switch (draft) {
            case Plain plain -> plain.node();
            case Tasked tasked -> tasked.node().notifying(handlers.resolve(tasked));
            case Blocked(Block block, var body, var rescue, var always) ->
                new Block(
                        block.name(),
                        block.at(),
                        block.loop(),
                        block.serial(),
                        nodes(body, handlers),
                        nodes(rescue, handlers),
                        nodes(always, handlers));
            case Included(Include include, var branches) -> {
                Map<String, List<Node>> known = new LinkedHashMap<>();
                branches.forEach((name, nodes) -> known.put(name, nodes(nodes, handlers)));
                yield new Include(
                        include.id(),
                        include.name(),
                        include.word(),
                        include.at(),
                        include.when(),
                        include.loop(),
                        include.choice(),
                        include.fixed(),
                        known);
            }
        };
    }
}
