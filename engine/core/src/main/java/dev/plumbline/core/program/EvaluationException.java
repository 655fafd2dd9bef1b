package dev.plumbline.core.program;

/** An expression or argument failed for one host's values: an undefined variable, a wrong type. */
public final class EvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public EvaluationException(Problem problem) {
        super(problem.message());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
