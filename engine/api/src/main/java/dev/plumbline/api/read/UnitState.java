package dev.plumbline.api.read;

/**
 * A systemd unit, as {@code systemctl show} tells it.
 *
 * @param load {@code LoadState}: {@code loaded}, {@code not-found}, {@code masked}, {@code bad-setting}, {@code error}
 * @param active {@code ActiveState}: "active", "inactive", "failed", "activating", "deactivating", "reloading"
 * @param enablement {@code UnitFileState}: {@code enabled}, {@code disabled}, {@code static}, {@code masked}, {@code alias}…; empty where there is no unit file
 * @param needsReload {@code NeedDaemonReload}: the unit file changed after systemd read it
 */
public record UnitState(String load, String active, String enablement, boolean needsReload) {

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
        return new UnitState(load, state, enablement, needsReload);
    }

    public UnitState withEnablement(String state) {
        return new UnitState(load, active, state, needsReload);
    }

    public UnitState withLoad(String state) {
        return new UnitState(state, active, enablement, needsReload);
    }

    public UnitState reloaded() {
        return new UnitState(load, active, enablement, false);
    }
}
