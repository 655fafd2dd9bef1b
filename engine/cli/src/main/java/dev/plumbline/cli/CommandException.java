package dev.plumbline.cli;

import dev.plumbline.core.program.Problem;
import java.util.List;
import java.util.Optional;

/** A command can't go on: why, what to do, and with which exit code. */
final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exit;
    private final transient List<Problem> problems;

    CommandException(ExitCode exit, String code, String message, String remedy) {
        this(exit, List.of(new Problem(code, Optional.empty(), message, remedy)));
    }

    CommandException(ExitCode exit, List<Problem> problems) {
        super(problems.getFirst().message(), null, false, false);
        this.exit = exit;
        this.problems = List.copyOf(problems);
    }

    ExitCode exit() {
        return exit;
    }

    List<Problem> problems() {
        return problems;
    }
}
