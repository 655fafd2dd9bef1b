package dev.plumbline.core.program;

import java.util.List;
import java.util.stream.Stream;

/** One element of a play's tree of tasks. */
public sealed interface Node permits Task, Block, Include, Flush, Meta {

    Position at();

    /** All tasks in these nodes, those of every branch included, in the order in which they are written. */
    static Stream<Task> tasks(List<Node> nodes) {
        return nodes.stream().flatMap(node -> switch (node) {
            case Task task -> Stream.of(task);
            case Block block ->
                Stream.of(block.body(), block.rescue(), block.always()).flatMap(Node::tasks);
            case Include include -> include.branches().values().stream().flatMap(Node::tasks);
            case Flush flush -> Stream.empty();
            case Meta meta -> Stream.empty();
        });
    }
}
