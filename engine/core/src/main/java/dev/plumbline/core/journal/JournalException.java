package dev.plumbline.core.journal;

import java.io.IOException;

/** The journal can't be written, so nothing may be begun. */
public final class JournalException extends IOException {
    private static final long serialVersionUID = 1L;

    JournalException(String message, IOException cause) {
        super(message, cause);
    }
}
