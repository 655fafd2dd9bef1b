package dev.plumbline.core.vault;

import dev.plumbline.core.program.Position;
import dev.plumbline.core.program.Problem;
import java.util.Optional;

/** Something encrypted can't be opened, or a password can't be had. What it tells is free of secrets. */
public final class VaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String remedy;

    public VaultException(String code, String message, String remedy) {
        super(message, null, false, false);
        this.code = code;
        this.remedy = remedy;
    }

    public String code() {
        return code;
    }

    public String explanation() {
        return String.valueOf(getMessage());
    }

    public String remedy() {
        return remedy;
    }

    /** The same as a problem of the place that is encrypted. */
    public Problem at(Position place) {
        return new Problem(code, Optional.of(place), explanation(), remedy);
    }

    /** The same as a problem of no place. */
    public Problem problem() {
        return new Problem(code, Optional.empty(), explanation(), remedy);
    }
}
