package dev.plumbline.core.connection;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A host could not be reached, or was lost. Carries the stable code, one sentence of cause and one of remedy. */
public final class ConnectionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String remedy;

    /** Describes a failure by a code of the user guide's page on errors, such as {@code ssh.hostkey.changed}. */
    public ConnectionException(String code, String message, String remedy) {
        this(code, message, remedy, null);
    }

    public ConnectionException(String code, String message, String remedy, @Nullable Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code, "code");
        this.remedy = Objects.requireNonNull(remedy, "remedy");
    }

    public String code() {
        return code;
    }

    public String remedy() {
        return remedy;
    }
}
