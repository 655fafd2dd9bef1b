package dev.plumbline.core.expression;

import freemarker.template.TemplateException;

/** Carries FreeMarker's checked exception to where its position is known. */
final class FailedRun extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final TemplateException error;

    FailedRun(TemplateException error) {
        super(null, error, false, false);
        this.error = error;
    }

    TemplateException error() {
        return error;
    }
}
