package dev.plumbline.core.yaml;

import dev.plumbline.core.program.Position;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.program.ProblemsException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects what is wrong in all files, so that it can be reported together. For one thread. */
public final class Problems {
    private final Set<Problem> found = new LinkedHashSet<>();

    public void add(Problem problem) {
        found.add(problem);
    }

    public void add(String code, Position at, String message, String remedy) {
        add(new Problem(code, Optional.of(at), message, remedy));
    }

    /** A problem that no file is to blame for. */
    public void add(String code, String message, String remedy) {
        add(new Problem(code, Optional.empty(), message, remedy));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public int size() {
        return found.size();
    }

    /** In the order found. */
    public List<Problem> list() {
        return new ArrayList<>(found);
    }

    /** Throws all problems at once, where there are any. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ProblemsException(list());
        }
    }
}
