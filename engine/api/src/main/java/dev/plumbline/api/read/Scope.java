package dev.plumbline.api.read;

import dev.plumbline.api.value.AbsolutePath;

/** What part of the world a read is about, or an effect touches. A value, so that plans can be compared. */
public sealed interface Scope {

    /** Everything on a host. */
    record Everything() implements Scope {}

    /** A path and, for a directory, all below it. */
    record Path(AbsolutePath path) implements Scope {}

    /** All that software consists of and does on a host: everything but the {@link Machine}. */
    record Software() implements Scope {}

    /** What a host is: its hardware, network, running kernel and distribution. Installing software doesn't change it. */
    record Machine() implements Scope {}

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

    /** Whether an effect on this scope may change what is read about the other. */
    default boolean overlaps(Scope other) {
        if (this instanceof Identity || other instanceof Identity || this instanceof Debts || other instanceof Debts) {
            return equals(other);
        }
        if (this instanceof Everything || other instanceof Everything) {
            return true;
        }
        if (this instanceof Software || other instanceof Software) {
            return !(this instanceof Machine) && !(other instanceof Machine);
        }
        if ((this instanceof Unit && other instanceof Units) || (this instanceof Units && other instanceof Unit)) {
            return true;
        }
        if (this instanceof Path(AbsolutePath mine) && other instanceof Path(AbsolutePath theirs)) {
            return mine.isWithin(theirs) || theirs.isWithin(mine);
        }
        return equals(other);
    }
}
