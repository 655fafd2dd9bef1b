package dev.plumbline.cli;

import dev.plumbline.cli.options.Destination;
import dev.plumbline.cli.options.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Brings what was rendered to where it was asked for. */
final class Outputs {

    private Outputs() {}

    static void write(List<Destination> destinations, Surroundings surroundings, Function<Format, String> rendering) {
        for (Destination destination : destinations) {
            String text = rendering.apply(destination.format());
            if (destination.file().isPresent()) {
                write(destination.file().get(), text);
            } else {
                surroundings.out().print(text);
                surroundings.out().flush();
            }
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "report.unwritable",
                    "the report can't be written to " + file + ": " + e.getMessage(),
                    "what was reported elsewhere holds all the same");
        }
    }
}
