package dev.plumbline.testkit;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.read.Read;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What goes wrong on an {@link InMemoryHost} from now on. */
public final class Faults {

    /** When the connection is lost, as seen from an action. */
    public enum Moment {
        /** Before the host got it. */
        BEFORE,
        /** The host got it and broke it off: all is as before, and nobody was told. */
        WITHIN,
        /** The host did it, and nobody was told. */
        AFTER
    }

    private boolean diskFull;
    private int untilLoss;
    private Optional<Moment> loss = Optional.empty();
    private final Map<Read<?>, String> unreadable = new HashMap<>();

    Faults() {}

    /** No file can grow and nothing new be made, until {@link #clear}. */
    public void diskFull() {
        diskFull = true;
    }

    /** The connection is lost at the nth action from now on, counted from 1. */
    public void loseConnection(Moment moment, int nth) {
        loss = Optional.of(moment);
        untilLoss = nth;
    }

    public void unreadable(Read<?> read, String reason) {
        unreadable.put(read, reason);
    }

    public void clear() {
        diskFull = false;
        loss = Optional.empty();
        unreadable.clear();
    }

    boolean isDiskFull() {
        return diskFull;
    }

    Optional<String> reasonAgainst(Read<?> read) {
        return Optional.ofNullable(unreadable.get(read));
    }

    /** Counts an action; says whether the connection is lost at it. */
    Optional<Moment> lossAt(Action action) {
        if (loss.isEmpty()) {
            return Optional.empty();
        }
        untilLoss--;
        Optional<Moment> moment = loss;
        if (untilLoss > 0) {
            return Optional.empty();
        }
        loss = Optional.empty();
        return moment;
    }
}
