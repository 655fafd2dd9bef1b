package dev.plumbline.core.program;

import java.util.List;

/** {@code meta:} with a word about the course of the play. */
public record Meta(Position at, Word word, List<Template<Boolean>> when) implements Node {

    /** What the course of the play can be told. */
    public enum Word {
        /** The play is over for all hosts; decided by the first of them. */
        END_PLAY,
        /** The play is over for the host. */
        END_HOST,
        /** Hosts that failed before go on from here. */
        CLEAR_HOST_ERRORS
    }

    public Meta {
        when = List.copyOf(when);
    }
}
