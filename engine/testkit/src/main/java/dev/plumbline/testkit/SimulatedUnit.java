package dev.plumbline.testkit;

import dev.plumbline.api.action.Action.ControlUnit.Verb;
import dev.plumbline.api.read.UnitState;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A systemd unit of an {@link InMemoryHost}. What is asked of it does to its state what systemd does. */
public final class SimulatedUnit {
    private static final Set<String> NOT_INSTALLABLE = Set.of("static", "generated", "transient");

    private final String name;
    private String active = "inactive";
    private String enablement = "disabled";
    private String load = "loaded";
    private boolean masked;
    private boolean needsReload;
    private boolean failsToStart;
    private Optional<Long> started = Optional.empty();
    private Runnable onStart = () -> {};
    private Runnable onStop = () -> {};
    private final Set<String> aliases = new TreeSet<>();
    private int starts;

    SimulatedUnit(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** Runs since a moment of the host's clock, in microseconds since 1970. */
    public SimulatedUnit running(long since) {
        active = "active";
        started = Optional.of(since);
        return this;
    }

    /** Its last start failed. */
    public SimulatedUnit failed() {
        active = "failed";
        return this;
    }

    public SimulatedUnit enabled() {
        return enablement("enabled");
    }

    /** A further name, which systemd knows while the unit is enabled: {@code Alias=} of its unit file. */
    public SimulatedUnit alias(String other) {
        aliases.add(InMemoryHost.unitName(other));
        return this;
    }

    boolean isKnownAs(String other) {
        return other.equals(name) || (!masked && enablement.equals("enabled") && aliases.contains(other));
    }

    /** Sets {@code UnitFileState}. */
    public SimulatedUnit enablement(String state) {
        enablement = state;
        return this;
    }

    /** Sets {@code LoadState}. */
    public SimulatedUnit load(String state) {
        load = state;
        return this;
    }

    public SimulatedUnit masked() {
        masked = true;
        return this;
    }

    /** Its unit file changed after systemd read it. */
    public SimulatedUnit needsReload() {
        needsReload = true;
        return this;
    }

    /** From now on each start fails. */
    public SimulatedUnit failingToStart() {
        failsToStart = true;
        return this;
    }

    public SimulatedUnit startingWell() {
        failsToStart = false;
        return this;
    }

    /** Called each time that it starts. */
    public SimulatedUnit onStart(Runnable action) {
        onStart = action;
        return this;
    }

    /** Called each time that it stops. */
    public SimulatedUnit onStop(Runnable action) {
        onStop = action;
        return this;
    }

    /** How often it was started since the host was made. */
    public int starts() {
        return starts;
    }

    public UnitState state() {
        return masked
                ? new UnitState("masked", active, "masked", needsReload)
                : new UnitState(load, active, enablement, needsReload);
    }

    Optional<Long> started() {
        return active.equals("active") ? started : Optional.empty();
    }

    /** As it is seen by one of its names. */
    UnitState state(String by) {
        return by.equals(name) ? state() : state().as(name);
    }

    /** Does what systemctl would; returns what systemctl would complain of. */
    Optional<String> control(Verb verb, long now) {
        return switch (verb) {
            case START -> active.equals("active") ? Optional.empty() : start(now);
            case RESTART -> {
                stop();
                yield start(now);
            }
            case STOP -> {
                stop();
                yield Optional.empty();
            }
            case RELOAD ->
                active.equals("active") ? Optional.empty() : Optional.of(name + " is not active, cannot reload.");
            case ENABLE -> enable();
            case DISABLE -> {
                if (enablement.equals("enabled")) {
                    enablement = "disabled";
                }
                yield Optional.empty();
            }
            case MASK -> {
                masked = true;
                yield Optional.empty();
            }
            case UNMASK -> {
                masked = false;
                yield Optional.empty();
            }
            case DAEMON_RELOAD -> {
                needsReload = false;
                yield Optional.empty();
            }
        };
    }

    private Optional<String> start(long now) {
        if (masked) {
            return Optional.of("Failed to start " + name + ": Unit " + name + " is masked.");
        }
        starts++;
        if (failsToStart) {
            active = "failed";
            return Optional.of("Job for " + name + " failed because the control process exited with error code.");
        }
        active = "active";
        started = Optional.of(now);
        onStart.run();
        return Optional.empty();
    }

    private void stop() {
        if (active.equals("active")) {
            onStop.run();
        }
        if (!active.equals("failed")) {
            active = "inactive";
        }
    }

    private Optional<String> enable() {
        if (masked) {
            return Optional.of("Failed to enable unit: Unit file " + name + " is masked.");
        }
        if (!NOT_INSTALLABLE.contains(enablement)) {
            enablement = "enabled";
        }
        return Optional.empty();
    }
}
