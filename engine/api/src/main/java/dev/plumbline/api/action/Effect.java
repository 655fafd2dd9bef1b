package dev.plumbline.api.action;

import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.Scope;

/** What an action makes of what was read before. The engine holds an action to it: after it, the host is asked again. */
public sealed interface Effect {

    /** From now on this read has this answer; every other read that it overlaps is forgotten. */
    record Becomes<T>(Read<T> read, T value) implements Effect {}

    /** Every read that overlaps the scope must be made again. */
    record Forgets(Scope scope) implements Effect {}
}
