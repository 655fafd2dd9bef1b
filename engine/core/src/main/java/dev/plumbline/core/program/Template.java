package dev.plumbline.core.program;

/**
 * Something in a playbook that takes its value from a host's variables.
 *
 * @param <T> what comes out
 */
@FunctionalInterface
public interface Template<T> {

    /**
     * Evaluates for one host. Pure.
     *
     * @throws NotYetKnown where it names what is known later
     * @throws EvaluationException where it can't be right
     */
    T evaluate(Environment environment);
}
