package dev.plumbline.cli;

import picocli.CommandLine;

/** {@code plumb why}: the whole reason of one change. */
@CommandLine.Command(description = "Tells the whole reason of one change.")
final class WhyCommand implements Command {

    @Override
    public ExitCode run(Surroundings surroundings) {
        return ExitCode.DONE;
    }
}
