package dev.plumbline.api.module;

import java.util.List;
import java.util.function.Function;

/** How a parameter's YAML is read. Scalars are decoded from the characters as written, so that {@code 0644} and {@code no} mean what the type says. */
public sealed interface ParameterType {

    /** Any scalar, as a {@link String} without secrets: a secret value is an error. */
    record Word() implements ParameterType {}

    /** Any scalar, as a {@link dev.plumbline.api.value.Text} that may be secret. */
    record Characters() implements ParameterType {}

    /** {@code true}, {@code false}, {@code yes}, {@code no}, {@code on}, {@code off}, as a {@link Boolean}. */
    record Flag() implements ParameterType {}

    /** A whole number, as an {@link Integer}. */
    record Whole() implements ParameterType {}

    /** A number of seconds, or a number with {@code ms}, {@code s}, {@code m}, {@code h} or {@code d}, as a {@link java.time.Duration}. */
    record Interval() implements ParameterType {}

    /**
     * One of several words.
     *
     * @param constant the value from the word in upper case: for a record's parameter the enum's constant of that name
     */
    record Choice(List<String> words, Function<String, ?> constant) implements ParameterType {
        public Choice {
            words = List.copyOf(words);
        }
    }

    /**
     * A value of a type of its own.
     *
     * @param label what it is called in documentation: {@code absolute path}
     * @param parse from the characters; throws {@link IllegalArgumentException} with a message for the user
     */
    record Scalar(String label, Function<String, ?> parse) implements ParameterType {}

    /** A sequence, as a {@link List}; a lone value stands for a sequence of one. */
    record ListOf(ParameterType element) implements ParameterType {}

    /** A mapping, as a {@link java.util.Map} in the order written. */
    record MapOf(ParameterType element) implements ParameterType {}

    /** Anything, as {@link dev.plumbline.api.value.Data}. Scalars in it are decoded as untyped. */
    record Anything() implements ParameterType {}

    /** The name of a file beside the playbook, as a {@link dev.plumbline.api.value.LocalFile}. */
    record File() implements ParameterType {}

    /** The name of a template, as a {@link dev.plumbline.api.value.Rendered}. */
    record Template() implements ParameterType {}

    /** A bare expression, as a {@link dev.plumbline.api.value.Condition}. */
    record Expression() implements ParameterType {}
}
