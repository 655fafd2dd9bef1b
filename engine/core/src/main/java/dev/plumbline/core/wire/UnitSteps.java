package dev.plumbline.core.wire;

import dev.plumbline.api.action.Action.ControlUnit;
import dev.plumbline.api.action.Action.ControlUnit.Verb;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.core.exchange.About;
import dev.plumbline.core.exchange.StepOutcome;
import dev.plumbline.core.exchange.StepOutcome.Done;
import dev.plumbline.core.exchange.StepOutcome.Failed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What systemd is asked for, by systemctl; where it fails, the journal's last lines tell why. */
final class UnitSteps {
    private static final String JOURNAL = "-- journal --";
    private static final int JOURNAL_LINES = 10;

    private UnitSteps() {}

    static Step control(ControlUnit control) {
        String body = "plumb_unit "
                + Quote.words(
                        control.verb() == Verb.DAEMON_RELOAD
                                ? List.of(control.verb().command())
                                : List.of(control.verb().command(), name(control)));
        return new Step(body, Optional.empty(), true, Optional.of(control.summary()), said -> outcome(control, said));
    }

    /** The same, with what was written before put back where the unit does not run with it. */
    static Step guarded(ControlUnit control, About.Guard guard, Keeping keeping) {
        List<String> words = new ArrayList<>(List.of(
                keeping.state().value(),
                keeping.run(),
                control.verb().command(),
                name(control),
                guard.debt().map(Debts::file).orElse("")));
        for (AbsolutePath file : guard.files()) {
            words.addAll(
                    List.of(Keeping.key(file.value()), file.parent().value(), file.name(), FileSteps.temporary(file)));
        }
        return new Step(
                "plumb_guard " + Quote.words(words),
                Optional.empty(),
                true,
                Optional.of(control.summary()),
                said -> outcome(control, guard, said));
    }

    private static StepOutcome outcome(ControlUnit control, About.Guard guard, Section said) {
        StepOutcome outcome = outcome(control, said);
        if (!(outcome instanceof Failed(String code, String message, String remedy, var result))) {
            return outcome;
        }
        String files = String.join(
                ", ",
                guard.files().stream().map(file -> Quote.shown(file.value())).toList());
        List<String> words =
                said.lines().stream().filter(line -> !line.isBlank()).toList();
        String[] lines = message.split("\n", 2);
        String journal = lines.length > 1 ? "\n" + lines[1] : "";
        return switch (words.isEmpty() ? "" : words.getLast()) {
            case "rolled_back" ->
                new StepOutcome.RolledBack(
                        "unit.rolled_back",
                        lines[0] + "; " + files + " is as before, and " + control.name() + " runs with that" + journal,
                        "look at what it says of the new configuration, and correct that",
                        guard.files());
            case "rolled_back_down" ->
                failed(
                        "unit.rolled_back_down",
                        lines[0] + "; " + files + " is as before, and " + control.name() + " does not run with that"
                                + " either" + journal,
                        remedy);
            case "rollback_failed" ->
                failed(
                        "unit.rollback_failed",
                        lines[0] + "; " + files + " could not be put back, since it was changed or no copy is there"
                                + journal,
                        "the service does not run: put a working configuration there by hand");
            default -> new Failed(code, message, remedy, result);
        };
    }

    /** systemctl refuses to enable or mask a unit by another name than its own. */
    private static String name(ControlUnit control) {
        return switch (control.verb()) {
            case ENABLE, DISABLE, MASK, UNMASK -> control.seen().aliasOf().orElse(control.name());
            case START, STOP, RESTART, RELOAD, DAEMON_RELOAD -> control.name();
        };
    }

    static StepOutcome outcome(ControlUnit control, Section said) {
        if (!said.ended()) {
            return new StepOutcome.Unknown("its end was not seen");
        }
        if (said.succeeded()) {
            return new Done(Optional.empty());
        }
        String error = said.errorText();
        String systemctl = error.contains(JOURNAL) ? error.substring(0, error.indexOf(JOURNAL)) : error;
        String first = systemctl
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .map(Quote::shown)
                .orElse("");
        String what = control.verb().command() + " of " + control.name() + " failed";
        if (systemctl.contains("not been booted with systemd")
                || systemctl.contains("Failed to connect to bus")
                || said.status().getAsInt() == 127) {
            return failed(
                    "unit.no_systemd", what + ": systemd does not run on the host: " + first, "start it otherwise");
        }
        if (systemctl.contains("not found")
                || systemctl.contains("does not exist")
                || systemctl.contains("not loaded")) {
            return failed(
                    "unit.not_found",
                    what + ": there is no such unit: " + first,
                    "install the package that brings it, or correct the name");
        }
        return failed(
                "unit.failed",
                what + ": " + first + journal(error),
                "'journalctl -u " + control.name() + "' on the host tells more");
    }

    private static String journal(String error) {
        int begin = error.indexOf(JOURNAL);
        List<String> lines = begin < 0
                ? List.of()
                : error.substring(begin + JOURNAL.length())
                        .lines()
                        .filter(line -> !line.isBlank())
                        .map(Quote::shown)
                        .toList();
        List<String> last = lines.subList(Math.max(0, lines.size() - JOURNAL_LINES), lines.size());
        return last.isEmpty() ? "" : "\n" + String.join("\n", last);
    }

    private static Failed failed(String code, String message, String remedy) {
        return new Failed(code, message, remedy, Optional.empty());
    }
}
