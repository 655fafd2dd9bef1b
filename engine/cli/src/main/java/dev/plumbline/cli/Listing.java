package dev.plumbline.cli;

import dev.plumbline.cli.options.ListOptions;
import dev.plumbline.cli.report.Printable;
import dev.plumbline.core.program.Block;
import dev.plumbline.core.program.Flush;
import dev.plumbline.core.program.Include;
import dev.plumbline.core.program.Meta;
import dev.plumbline.core.program.Node;
import dev.plumbline.core.program.Play;
import dev.plumbline.core.program.Task;
import java.util.List;
import java.util.Locale;

/** What a playbook holds, without a host being contacted. */
final class Listing {

    private Listing() {}

    static ExitCode print(Preparation preparation, ListOptions what, Surroundings surroundings) {
        StringBuilder text = new StringBuilder();
        for (Play play : preparation.loaded().program().plays()) {
            text.append(Printable.line(play.name()))
                    .append("  ")
                    .append(play.at().fileAndLine())
                    .append('\n');
            if (what.isHosts()) {
                play.hosts()
                        .forEach(host -> text.append("  ")
                                .append(Printable.line(host.value()))
                                .append('\n'));
            }
            if (what.isTags()) {
                play.allTasks()
                        .flatMap(task -> task.tags().stream())
                        .distinct()
                        .sorted()
                        .forEach(tag ->
                                text.append("  ").append(Printable.line(tag)).append('\n'));
            }
            if (what.isTasks()) {
                nodes(play.tasks(), "  ", text);
                if (!play.rollout().gate().isEmpty()) {
                    text.append("  between batches\n");
                    nodes(play.rollout().gate(), "    ", text);
                }
                play.handlers().forEach(handler -> task(handler, "  handler ", text));
            }
        }
        surroundings.out().print(text);
        return ExitCode.DONE;
    }

    private static void nodes(List<Node> nodes, String indent, StringBuilder text) {
        String inner = indent + "  ";
        for (Node node : nodes) {
            switch (node) {
                case Task task -> task(task, indent, text);
                case Flush flush -> text.append(indent).append("meta: flush_handlers\n");
                case Meta meta ->
                    text.append(indent)
                            .append("meta: ")
                            .append(meta.word().name().toLowerCase(Locale.ROOT))
                            .append('\n');
                case Block block -> {
                    nodes(block.body(), indent, text);
                    section("rescue", block.rescue(), indent, text);
                    section("always", block.always(), indent, text);
                }
                case Include include
                when include.fixed() -> include.branches().values().forEach(branch -> nodes(branch, indent, text));
                case Include include -> {
                    text.append(indent).append(Printable.line(include.name())).append('\n');
                    include.branches().forEach((name, branch) -> section(name, branch, inner, text));
                }
            }
        }
    }

    private static void section(String name, List<Node> nodes, String indent, StringBuilder text) {
        if (!nodes.isEmpty()) {
            text.append(indent).append(Printable.line(name)).append('\n');
            nodes(nodes, indent + "  ", text);
        }
    }

    private static void task(Task task, String label, StringBuilder text) {
        text.append(label)
                .append(Printable.line(task.name()))
                .append("  ")
                .append(task.module())
                .append("  ")
                .append(task.at().fileAndLine())
                .append('\n');
    }

    static long count(List<Play> plays) {
        return plays.stream()
                .mapToLong(play -> Node.tasks(play.tasks()).count())
                .sum();
    }
}
