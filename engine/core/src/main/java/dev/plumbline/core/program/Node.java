package dev.plumbline.core.program;

/** One element of a play's task list. */
public sealed interface Node permits Task, Flush {

    Position at();
}
