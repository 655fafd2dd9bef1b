package dev.plumbline.cli;

import dev.plumbline.cli.report.Printable;
import dev.plumbline.core.program.Problem;
import java.util.List;

/** Problems for people: where, what and why, and what to do. */
final class ProblemText {

    private ProblemText() {}

    /** All of them, one below the other; each begins with its place, as compilers and editors do. */
    static String of(List<Problem> problems) {
        StringBuilder text = new StringBuilder();
        for (Problem problem : problems) {
            text.append(of("", problem));
        }
        if (problems.size() > 1) {
            text.append(problems.size()).append(" problems\n");
        }
        return text.toString();
    }

    static String warnings(List<Problem> warnings) {
        StringBuilder text = new StringBuilder();
        warnings.forEach(warning -> text.append(of("warning: ", warning)));
        return text.toString();
    }

    private static String of(String label, Problem problem) {
        StringBuilder text = new StringBuilder();
        text.append(problem.at().map(at -> Printable.line(at.toString())).orElse("plumb"))
                .append(": ")
                .append(label);
        List<String> lines = problem.message().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            text.append(i == 0 ? "" : "\n    ").append(Printable.line(lines.get(i)));
        }
        text.append("  [").append(problem.code()).append("]\n");
        problem.remedy()
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(
                        line -> text.append("  → ").append(Printable.line(line)).append('\n'));
        return text.toString();
    }
}
