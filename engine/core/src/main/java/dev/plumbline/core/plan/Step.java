package dev.plumbline.core.plan;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.module.Delta;
import dev.plumbline.core.exchange.Identity;
import dev.plumbline.core.exchange.Place;
import java.util.Optional;

/**
 * One action that may be done now.
 *
 * @param key the task that it belongs to
 * @param at where; another host than the task's where it is delegated
 * @param delta what it mends; empty for the engine's own bookkeeping
 */
public record Step(RunKey key, Place at, Action action, Optional<Delta> delta) {

    public Identity as() {
        return at.as();
    }
}
