package dev.plumbline.cli;

/** A command with its options filled in. */
interface Command {

    /**
     * Does it.
     *
     * @throws CommandException where it can't go on
     * @throws dev.plumbline.core.program.ProblemsException where the input can't be right
     */
    ExitCode run(Surroundings surroundings) throws InterruptedException;
}
