package dev.plumbline.core.program;

import java.util.List;

/** What the user wrote can't be right: all problems that were found, in the order of the files. No host was contacted. */
public final class ProblemsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public ProblemsException(List<Problem> problems) {
        super(problems.isEmpty() ? "no problem" : problems.getFirst().message());
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
