package dev.plumbline.cli;

import dev.plumbline.cli.options.ListOptions;
import dev.plumbline.cli.report.Printable;
import dev.plumbline.core.program.Flush;
import dev.plumbline.core.program.Node;
import dev.plumbline.core.program.Play;
import dev.plumbline.core.program.Task;
import java.util.List;

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
                play.tasks().stream()
                        .filter(Task.class::isInstance)
                        .flatMap(node -> ((Task) node).tags().stream())
                        .distinct()
                        .sorted()
                        .forEach(tag ->
                                text.append("  ").append(Printable.line(tag)).append('\n'));
            }
            if (what.isTasks()) {
                for (Node node : play.tasks()) {
                    switch (node) {
                        case Task task -> task(task, "", text);
                        case Flush flush -> text.append("  meta: flush_handlers\n");
                    }
                }
                play.handlers().forEach(handler -> task(handler, "handler ", text));
            }
        }
        surroundings.out().print(text);
        return ExitCode.DONE;
    }

    private static void task(Task task, String label, StringBuilder text) {
        text.append("  ")
                .append(label)
                .append(Printable.line(task.name()))
                .append("  ")
                .append(task.module())
                .append("  ")
                .append(task.at().fileAndLine())
                .append('\n');
    }

    static long count(List<Play> plays) {
        return plays.stream().mapToLong(play -> play.tasks().size()).sum();
    }
}
