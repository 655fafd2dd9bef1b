package dev.plumbline.api.read;

import dev.plumbline.api.value.AbsolutePath;

/** What part of the world a read is about, or an effect touches. A value, so that plans can be compared. */
public sealed interface Scope {

    /** Everything on a host that may be changed while it runs. */
    record Everything() implements Scope {}

    /** A path and, for a directory, all below it. */
    record Path(AbsolutePath path) implements Scope {}

    /**
     * What a host is: its hardware, distribution and running kernel. Nothing that is done to a host while it runs changes it; it is read
     * again after a barrier.
     */
    record Machine() implements Scope {}

    /** How the running system is set up, which no single file or unit tells: its mounts, addresses and name. */
    record Running() implements Scope {}

    /** The state of one service manager's unit. */
    record Unit(String name) implements Scope {}

    /** The state of all units together. */
    record Units() implements Scope {}

    /** The set of installed packages. */
    record Packages() implements Scope {}

    /** What the processes of this host say of themselves, such as a server's running configuration. */
    record Processes() implements Scope {}

    /**
     * What servers say of each other and how they are reached: whoever starts, stops or reconfigures a process on any host may change
     * it as seen from every host.
     */
    record Network() implements Scope {}

    /** Who the identity itself is: never touched by an action. */
    record Identity() implements Scope {}

    /** The debts written down on the host. */
    record Debts() implements Scope {}

    /** What earlier runs left behind: never touched by an action. */
    record Past() implements Scope {}

    /** Whether an effect on this scope may change what is read about the other. */
    default boolean overlaps(Scope other) {
        if (isApart() || other.isApart()) {
            return equals(other);
        }
        if (this instanceof Everything || other instanceof Everything) {
            return true;
        }
        if ((this instanceof Unit && other instanceof Units) || (this instanceof Units && other instanceof Unit)) {
            return true;
        }
        if (this instanceof Path(AbsolutePath mine) && other instanceof Path(AbsolutePath theirs)) {
            return mine.isWithin(theirs) || theirs.isWithin(mine);
        }
        return equals(other);
    }

    /** Whether only what names it touches it. */
    private boolean isApart() {
        return this instanceof Identity || this instanceof Debts || this instanceof Machine || this instanceof Past;
    }
}
