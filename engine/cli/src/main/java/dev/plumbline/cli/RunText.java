package dev.plumbline.cli;

import dev.plumbline.core.journal.RunRecord;
import dev.plumbline.core.journal.StepEnding;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Past runs, for people. */
final class RunText {

    private RunText() {}

    static String list(List<RunRecord> runs, Path state) {
        return runs.isEmpty()
                ? "no run has changed anything from here yet; the state folder is " + state + "\n"
                : runs.stream().map(RunText::line).collect(Collectors.joining());
    }

    private static String line(RunRecord run) {
        return run.header().run() + "  " + run.header().command() + " "
                + run.header().playbook() + "  " + who(run) + "\n    " + outcome(run) + "\n";
    }

    /** One run, each of its steps on a line. */
    static String whole(RunRecord run) {
        StringBuilder text = new StringBuilder(run.header().run() + "  "
                + run.header().command() + " " + run.header().playbook() + "\n");
        text.append(who(run)).append(", ").append(run.header().began()).append('\n');
        for (String host : run.hosts()) {
            text.append('\n').append(host).append('\n');
            run.steps().stream()
                    .filter(step -> step.host().equals(host))
                    .forEach(step -> text.append("  %-9s %s%s  %s%n"
                            .formatted(
                                    word(step.ending()),
                                    step.action(),
                                    step.code().map(code -> "  [" + code + "]").orElse(""),
                                    step.task())));
        }
        return text.append('\n').append(outcome(run)).append('\n').toString();
    }

    private static String who(RunRecord run) {
        return run.header().by()
                + run.header().commit().map(commit -> " at " + commit).orElse("")
                + run.header().reason().map(reason -> " (" + reason + ")").orElse("");
    }

    private static String outcome(RunRecord run) {
        Optional<RunRecord.Finish> finish = run.finished();
        if (finish.isPresent()) {
            return changes(finish.get().changes()) + on(run) + ", exit code "
                    + finish.get().exit();
        }
        String open = run.open().stream()
                .map(step -> step.host() + " was at '" + step.action() + "'")
                .collect(Collectors.joining(", "));
        return "did not come to its end" + (open.isEmpty() ? on(run) : ": " + open);
    }

    private static String on(RunRecord run) {
        return run.hosts().isEmpty() ? "" : " on " + String.join(", ", run.hosts());
    }

    private static String changes(int changes) {
        return switch (changes) {
            case 0 -> "no change";
            case 1 -> "1 change";
            default -> changes + " changes";
        };
    }

    private static String word(StepEnding ending) {
        return ending.word().replace('_', ' ');
    }
}
