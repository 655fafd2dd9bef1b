package dev.plumbline.core.plan;

import dev.plumbline.core.program.Program;

/** Decides what to read and what to do. Pure: the same arguments give the same progress. */
public final class Planner {

    private Planner() {}

    /** Plans a program against what was read. */
    public static Progress step(Program program, World world) {
        return new Walk(program, world, History.EMPTY, false).progress();
    }

    /** The same while it is being applied: what was done before is taken from the history. */
    public static Progress step(Program program, World world, History history) {
        return new Walk(program, world, history, true).progress();
    }
}
