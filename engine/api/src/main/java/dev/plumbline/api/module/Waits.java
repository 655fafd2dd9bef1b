package dev.plumbline.api.module;

import java.time.Duration;

/**
 * A module whose violations may pass by themselves. On apply the engine asks it again while it finds a violation, until its time is up;
 * a plan looks once.
 */
public interface Waits {

    /** How long a violation is borne. */
    Duration timeout();

    /** The pause between two looks. */
    Duration interval();
}
