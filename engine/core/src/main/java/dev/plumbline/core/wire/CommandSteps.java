package dev.plumbline.core.wire;

import dev.plumbline.api.action.Action.Run;
import dev.plumbline.api.read.CommandResult;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.exchange.StepOutcome;
import dev.plumbline.core.exchange.StepOutcome.Done;
import dev.plumbline.core.exchange.StepOutcome.Failed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Commands as actions. */
final class CommandSteps {

    private CommandSteps() {}

    static Step run(Run run) {
        List<Text> texts = new ArrayList<>(run.arguments());
        texts.addAll(run.environment().values());
        texts.add(Text.secret(run.input().latin1()));
        UnaryOperator<String> mask = Secrets.mask(texts);
        for (String name : run.environment().keySet()) {
            if (!Commands.isVariable(name)) {
                return impossible(
                        "command.environment",
                        "'" + Quote.shown(name) + "' is not a name that a shell can export",
                        "use letters, digits and underscores");
            }
        }
        List<String> arguments = run.arguments().stream().map(Text::reveal).toList();
        Optional<Payload> payload =
                run.input().length() == 0 ? Optional.empty() : Optional.of(new Payload.Held(run.input()));
        return new Step(
                Commands.body(arguments, run.environment(), run.directory(), payload.isPresent()),
                payload,
                true,
                Optional.of(run.summary()),
                said -> outcome(run, said, mask));
    }

    /** A step that can't be done, told without asking the host. */
    static Step impossible(String code, String message, String remedy) {
        return new Step(
                "exit 1",
                Optional.empty(),
                false,
                Optional.empty(),
                said -> new Failed(code, message, remedy, Optional.empty()));
    }

    private static StepOutcome outcome(Run run, Section said, UnaryOperator<String> mask) {
        if (!said.ended()) {
            return new StepOutcome.Unknown("its end was not seen");
        }
        if (said.note().isPresent()) {
            return new Failed(
                    "command.no_directory",
                    "the directory " + run.directory().map(Object::toString).orElse("") + " can't be entered: "
                            + said.lastError(),
                    "make it first, or name another",
                    Optional.empty());
        }
        int status = said.status().getAsInt();
        CommandResult result =
                new CommandResult(status, whole(said.output(), said.lost()), whole(said.error(), said.lostError()));
        if (status == 0) {
            return new Done(Optional.of(result));
        }
        String program = run.arguments().isEmpty()
                ? ""
                : Quote.shown(run.arguments().getFirst().toString());
        String why = said.lastError().isEmpty() ? "" : ": " + mask.apply(said.lastError());
        return new Failed(
                "command.failed",
                program + " ended with exit status " + status + why,
                status == 127 ? "install the program, or name its path" : "run it by hand on the host",
                Optional.of(result));
    }

    /** Says so where something was left out. */
    private static Bytes whole(Bytes kept, long lost) {
        return lost == 0 ? kept : Bytes.latin1(kept.latin1() + "\n[" + lost + " further bytes left out]\n");
    }
}
