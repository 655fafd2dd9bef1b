package dev.plumbline.modules.service;

import dev.plumbline.api.action.Action.ControlUnit;
import dev.plumbline.api.action.Action.ControlUnit.Verb;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Delta.Violation;
import dev.plumbline.api.module.Difference;
import dev.plumbline.api.probe.Known;
import dev.plumbline.api.read.FileState;
import dev.plumbline.api.read.UnitState;
import dev.plumbline.modules.service.ServiceSight.Configuration;
import dev.plumbline.modules.service.ServiceSight.Unit;
import dev.plumbline.modules.service.SystemdService.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be asked of systemd now to bring a unit to where it shall be. Mutable while it collects. */
final class ServiceTurn {
    private static final Set<String> GOING = Set.of("active", "reloading", "activating", "refreshing");
    private static final int WRITABLE_BY_OTHERS = 0022;

    private final SystemdService wanted;
    private final ServiceSight seen;
    private final Unit unit;
    private final List<Delta> deltas = new ArrayList<>();
    private UnitState current;

    ServiceTurn(SystemdService wanted, ServiceSight seen, Unit unit) {
        this.wanted = wanted;
        this.seen = seen;
        this.unit = unit;
        this.current = unit.state();
    }

    List<Delta> deltas() {
        List<Violation> obstacles = obstacles();
        if (!obstacles.isEmpty()) {
            return List.copyOf(obstacles);
        }
        if (current.needsReload()) {
            change(Verb.DAEMON_RELOAD, Difference.of("daemon_reload", "its unit file changed", "read again"));
        }
        if (current.isMasked() && wanted.masked().equals(Optional.of(false))) {
            // What lies beneath the mask is seen only without it.
            change(Verb.UNMASK, Difference.of("masked", "true", "false"));
            return List.copyOf(deltas);
        }
        wanted.enabled().ifPresent(this::enable);
        wanted.state().ifPresent(this::reach);
        if (wanted.masked().equals(Optional.of(true)) && !current.isMasked()) {
            change(Verb.MASK, Difference.of("masked", "false", "true"));
        }
        if (wanted.daemonReload()) {
            deltas.addFirst(once(Verb.DAEMON_RELOAD, current.reloaded(), "daemon_reload"));
        }
        return List.copyOf(deltas);
    }

    private void enable(boolean enabled) {
        if (enabled && !current.isEnabled()) {
            change(Verb.ENABLE, Difference.of("enabled", current.enablement(), "enabled"));
        } else if (!enabled && current.isEnabled()) {
            change(Verb.DISABLE, Difference.of("enabled", current.enablement(), "disabled"));
        }
    }

    private void reach(State state) {
        boolean going = GOING.contains(current.active());
        switch (state) {
            case STARTED -> {
                if (!going) {
                    change(Verb.START, Difference.of("state", current.active(), "started"));
                } else {
                    outdated().ifPresent(difference -> change(Verb.RESTART, difference));
                }
            }
            case STOPPED -> {
                if (going || current.active().equals("deactivating")) {
                    change(Verb.STOP, Difference.of("state", current.active(), "stopped"));
                }
            }
            case RESTARTED -> ask(Verb.RESTART, "restarted");
            case RELOADED -> {
                if (going) {
                    ask(Verb.RELOAD, "reloaded");
                } else {
                    change(Verb.START, Difference.of("state", current.active(), "started"));
                }
            }
        }
    }

    /** Asked for in each run. It is the same change whatever the unit did before, so that the engine knows it when it was done. */
    private void ask(Verb verb, String state) {
        current = current.withActive("active");
        deltas.add(once(verb, current, "state", state));
    }

    private Delta once(Verb verb, UnitState from, String attribute) {
        return once(verb, from, attribute, verb.command());
    }

    private Delta once(Verb verb, UnitState from, String attribute, String after) {
        return new Delta.Change(
                List.of(Difference.of(attribute, "any", after)), new ControlUnit(unit.name(), verb, from), true);
    }

    private void change(Verb verb, Difference difference) {
        deltas.add(Delta.Change.of(difference, new ControlUnit(unit.name(), verb, current)));
        current = switch (verb) {
            case START, RESTART -> current.withActive("active");
            case STOP -> current.withActive("inactive");
            case ENABLE -> current.withEnablement("enabled");
            case DISABLE -> current.withEnablement("disabled");
            case MASK -> current.withLoad("masked").withEnablement("masked");
            case DAEMON_RELOAD -> current.reloaded();
            case RELOAD, UNMASK -> current;
        };
    }

    // Configuration

    /** The first file that the running process has not read as it is now. */
    private Optional<Difference> outdated() {
        return seen.configuration().stream()
                .filter(this::isNewer)
                .map(file ->
                        Difference.of("configuration", "started before " + file.path() + " was modified", "read again"))
                .findFirst();
    }

    private boolean isNewer(Configuration file) {
        return switch (unit.started()) {
            case Known.Seen<Optional<Long>>(Optional<Long> started)
            when started.isPresent() ->
                switch (file.modified()) {
                    case Known.Seen<Optional<Long>>(Optional<Long> modified) ->
                        modified.filter(time -> time > started.get()).isPresent();
                    case Known.After<Optional<Long>> writtenByThen -> true;
                    case Known.Unreadable<Optional<Long>> unreadable -> false;
                };
            case Known.Seen<Optional<Long>> withoutProcess -> false;
            case Known.After<Optional<Long>> startedByThen -> false;
            case Known.Unreadable<Optional<Long>> unreadable -> false;
        };
    }

    // What nobody here can mend

    private List<Violation> obstacles() {
        List<Violation> obstacles = new ArrayList<>();
        if (Set.of("bad-setting", "error").contains(current.load())) {
            obstacles.add(Violation.of(
                    "service.broken",
                    "systemd can't load " + unit.name() + ": " + current.load(),
                    "look at 'systemctl status " + unit.name() + "' and mend the unit file"));
        }
        boolean staysMasked = current.isMasked() && !wanted.masked().equals(Optional.of(false));
        boolean wantsToStart =
                wanted.state().filter(state -> state != State.STOPPED).isPresent();
        if (staysMasked && (wantsToStart || wanted.enabled().equals(Optional.of(true)))) {
            obstacles.add(Violation.of(
                    "service.masked",
                    unit.name() + " is masked: somebody made sure that it can't be started",
                    "add 'masked: false' if it shall be started after all"));
        }
        wanted.enabled().flatMap(this::notEnabled).ifPresent(obstacles::add);
        current.aliasOf().flatMap(this::loseName).ifPresent(obstacles::add);
        seen.configuration().stream()
                .filter(this::isSelfWritten)
                .map(this::selfWritten)
                .forEach(obstacles::add);
        return obstacles;
    }

    private Optional<Violation> notEnabled(boolean enabled) {
        return switch (current.enablement()) {
            case "static", "transient", "generated", "indirect", "" ->
                enabled && !current.isMasked()
                        ? Optional.of(Violation.of(
                                "service.not_installable",
                                unit.name()
                                        + " can't be enabled: its unit file has no [Install] section that says how ("
                                        + (current.enablement().isEmpty() ? "no unit file" : current.enablement())
                                        + ")",
                                "leave 'enabled' out, or enable the unit that starts it"))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** What takes a unit's further names away can't be said by one of them: the next look would find nothing by it. */
    private Optional<Violation> loseName(String ownName) {
        boolean disables = wanted.enabled().equals(Optional.of(false)) && current.isEnabled();
        boolean masks = wanted.masked().equals(Optional.of(true)) && !current.isMasked();
        return disables || masks
                ? Optional.of(Violation.of(
                        "service.alias",
                        unit.name() + " is another name of " + ownName + ", which systemd forgets when it is "
                                + (disables ? "disabled" : "masked"),
                        "give its own name: 'name: " + ownName.replaceFirst("\\.service$", "") + "'"))
                : Optional.empty();
    }

    private boolean isSelfWritten(Configuration file) {
        return switch (file.state()) {
            case FileState.Regular(var mode, var owner, var group, int links) ->
                !owner.equals("root")
                        || (mode.bits() & 0002) != 0
                        || ((mode.bits() & WRITABLE_BY_OTHERS) != 0 && !group.equals("root"));
            case FileState.Missing missing -> false;
            case FileState.Directory directory -> false;
            case FileState.Link link -> false;
            case FileState.Special special -> false;
        };
    }

    private Violation selfWritten(Configuration file) {
        return Violation.of(
                "service.configuration.self_written",
                file.path()
                        + " can be written by others than root: where the service rewrites it itself, its age says"
                        + " nothing",
                "leave it out of 'configuration', and let the task that writes it notify a handler");
    }
}
