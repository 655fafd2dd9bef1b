package dev.plumbline.core.yaml;

import dev.plumbline.core.program.Position;
import dev.plumbline.core.program.Problem;
import java.util.Optional;

/** A document that can't be read any further. */
final class YamlAbandoned extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    YamlAbandoned(String code, Position at, String message, String remedy) {
        super(message, null, false, false);
        this.problem = new Problem(code, Optional.of(at), message, remedy);
    }

    Problem problem() {
        return problem;
    }
}
