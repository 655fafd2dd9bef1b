package dev.plumbline.testkit;

import java.util.List;
import java.util.Optional;

/** What shall come of a module that meets a starting state. */
public sealed interface Expected {

    /**
     * The state is reached.
     *
     * @param attributes the names of all differences on the way, each once and in order; empty for any
     */
    record Converges(Optional<List<String>> attributes) implements Expected {}

    /** Nobody here can mend it: nothing is done. */
    record Violates(String code) implements Expected {}

    /** An action doesn't succeed; what it was to change is as it was. */
    record Fails(String code) implements Expected {}

    /** All that can be done is done, and these attributes wait for what the task notifies. */
    record Stale(List<String> attributes) implements Expected {}

    /** Something that must be read can't be: nothing is done. */
    record Unreadable() implements Expected {}
}
