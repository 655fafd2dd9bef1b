package dev.plumbline.testkit;

import dev.plumbline.api.read.CommandResult;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A program on an {@link InMemoryHost}. */
@FunctionalInterface
public interface SimulatedProgram {

    CommandResult run(Call call);

    /**
     * How it was called.
     *
     * @param arguments those after the program's name
     * @param candidate the content to be checked where it runs as a validation, empty elsewhere
     */
    record Call(
            InMemoryHost host,
            List<String> arguments,
            Bytes input,
            Map<String, Text> environment,
            Optional<Bytes> candidate) {}

    static CommandResult succeeds(String output) {
        return new CommandResult(0, Bytes.utf8(output), Bytes.EMPTY);
    }

    static CommandResult fails(int code, String error) {
        return new CommandResult(code, Bytes.EMPTY, Bytes.utf8(error));
    }
}
