package dev.plumbline.core.wire;

import dev.plumbline.api.probe.Known;
import dev.plumbline.api.probe.Known.Seen;
import dev.plumbline.api.probe.Known.Unreadable;
import dev.plumbline.api.read.CommandResult;
import dev.plumbline.api.read.Read;
import java.util.Map;

/** What a command prints that changes nothing. */
final class CommandQuestion implements Question {
    private final Read.CommandOutput command;
    private final int limit;
    private int section;

    CommandQuestion(Read.CommandOutput command, int limit) {
        this.command = command;
        this.limit = limit;
    }

    @Override
    public void write(Script.Writer script) {
        String body = Commands.body(command.arguments(), command.environment(), command.directory(), false);
        section = script.read(body, true, limit);
    }

    @Override
    public Map<Read<?>, Known<?>> answers(Transcript transcript) {
        return Map.of(command, parse(transcript.section(section)));
    }

    private Known<CommandResult> parse(Section said) {
        if (!said.ended()) {
            return new Unreadable<>("the connection was lost before it ended");
        }
        if (said.lost() > 0 || said.lostError() > 0) {
            return new Unreadable<>("it printed more than " + limit + " bytes");
        }
        if (said.note().isPresent()) {
            return new Unreadable<>("the directory "
                    + command.directory().map(Object::toString).orElse("") + " can't be entered: " + said.lastError());
        }
        return new Seen<>(new CommandResult(said.status().getAsInt(), said.output(), said.error()));
    }
}
