package dev.plumbline.core.yaml;

import java.util.Collection;
import java.util.List;

/**
 * A key that a mapping of ours may have.
 *
 * @param about one or two sentences
 * @param example a value as one would write it; empty for none
 */
public record Keyword(String name, Shape shape, String about, String example) {

    /** What stands below it. */
    public enum Shape {
        TEXT,
        TEXTS,
        /** A name of ours, in which no expression stands. */
        NAME,
        NAMES,
        FLAG,
        WHOLE,
        CONDITION,
        CONDITIONS,
        VARIABLES,
        /** A list, or an expression that gives one. */
        LIST,
        LOOP_CONTROL,
        TASKS,
        HANDLERS,
        PATTERN,
        INTERVAL,
        /** What is run on a host. */
        SCRIPT,
        IN_SYNC,
        PARAMETERS,
        ROLE_ARGUMENTS,
        JARS,
        ANYTHING
    }

    public static List<String> names(Collection<Keyword> keywords) {
        return keywords.stream().map(Keyword::name).toList();
    }
}
