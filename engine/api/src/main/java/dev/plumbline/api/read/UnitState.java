package dev.plumbline.api.read;

import java.util.Optional;

/**
 * A systemd unit, as {@code systemctl show} tells it.
 *
 * @param load {@code LoadState}: {@code loaded}, {@code not-found}, {@code masked}, {@code bad-setting}, {@code error}
 * @param active {@code ActiveState}: "active", "inactive", "failed", "activating", "deactivating", "reloading"
 * @param enablement {@code UnitFileState}: {@code enabled}, {@code disabled}, {@code static}, {@code masked}…; empty where there is no unit
 *     file. Asked for by another name, it is that of the unit itself
 * @param needsReload {@code NeedDaemonReload}: the unit file changed after systemd read it
 * @param aliasOf {@code Id}: the unit's own name, where it was asked for by another
 */
public record UnitState(String load, String active, String enablement, boolean needsReload, Optional<String> aliasOf) {

    /** A unit that was asked for by its own name. */
    public UnitState(String load, String active, String enablement, boolean needsReload) {
        this(load, active, enablement, needsReload, Optional.empty());
    }

    public static UnitState notFound() {
        return new UnitState("not-found", "inactive", "", false);
    }

    public boolean exists() {
        return !load.equals("not-found");
    }

    public boolean isMasked() {
        return load.equals("masked") || enablement.startsWith("masked");
    }

    public boolean isActive() {
        return active.equals("active") || active.equals("reloading");
    }

    public boolean isEnabled() {
        return enablement.equals("enabled") || enablement.equals("enabled-runtime");
    }

    public UnitState withActive(String state) {
        return new UnitState(load, state, enablement, needsReload, aliasOf);
    }

    public UnitState withEnablement(String state) {
        return new UnitState(load, active, state, needsReload, aliasOf);
    }

    public UnitState withLoad(String state) {
        return new UnitState(state, active, enablement, needsReload, aliasOf);
    }

    public UnitState reloaded() {
        return new UnitState(load, active, enablement, false, aliasOf);
    }

    /** The same unit, asked for by another name. */
    public UnitState as(String ownName) {
        return new UnitState(load, active, enablement, needsReload, Optional.of(ownName));
    }
}
