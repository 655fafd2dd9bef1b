package dev.plumbline.core.expression;

import freemarker.template.TemplateException;

/** Carries FreeMarker's checked exception to where its position is known. */
final class FailedRun extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final TemplateException error;

    FailedRun(TemplateException error) {
        super(null, error, false, false);
        this.error = innermost(error);
    }

    /** What fails within a lambda is wrapped by FreeMarker in words that say nothing. */
    private static TemplateException innermost(TemplateException error) {
        TemplateException inner = error;
        for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof TemplateException deeper) {
                inner = deeper;
            }
        }
        return inner;
    }

    TemplateException error() {
        return error;
    }
}
