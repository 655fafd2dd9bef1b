package dev.plumbline.cli;

import dev.plumbline.core.program.Problem;
import java.util.Optional;

/** A command can't go on: why, what to do, and with which exit code. */
final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exit;
    private final String code;
    private final String remedy;

    CommandException(ExitCode exit, String code, String message, String remedy) {
        super(message, null, false, false);
        this.exit = exit;
        this.code = code;
        this.remedy = remedy;
    }

    ExitCode exit() {
        return exit;
    }

    Problem problem() {
        return new Problem(code, Optional.empty(), String.valueOf(getMessage()), remedy);
    }
}
