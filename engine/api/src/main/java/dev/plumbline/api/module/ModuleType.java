package dev.plumbline.api.module;

import java.util.List;

/** What the engine knows of a module before it is used. Generated from the record, and found by {@link java.util.ServiceLoader}. */
public interface ModuleType {

    String name();

    /** One sentence. */
    String summary();

    /** The paragraphs after the summary; may be empty. */
    String description();

    List<Parameter> parameters();

    List<ReturnedField> returned();

    List<String> examples();

    /**
     * Makes the module's value.
     *
     * @throws IllegalArgumentException where the arguments contradict each other; the message says how
     */
    Desired<?> create(Arguments arguments);
}
