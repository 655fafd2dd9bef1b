package dev.plumbline.core.expression;

import freemarker.core.Environment;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateScalarModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands on what a lambda gives or a template assigns, and counts: so many rounds, and so many characters, and no more. */
final class Round implements TemplateMethodModelEx {
    static final String NAME = "plumbline_round";
    static final int MOST_STEPS = 1_000_000;
    private static final long MOST_CHARACTERS = 64L << 20;
    private static final Object KEY = new Object();

    private static final class Count {
        private int steps;
        private long characters;
    }

    @Override
    @SuppressWarnings("rawtypes") // FreeMarker's signature
    public @Nullable Object exec(List arguments) throws TemplateModelException {
        Deadline.checkpoint();
        if (arguments.isEmpty()) {
            throw new TemplateModelException("nothing follows the '->'");
        }
        Environment environment = Environment.getCurrentEnvironment();
        Count count = environment.getCustomState(KEY) instanceof Count present ? present : new Count();
        environment.setCustomState(KEY, count);
        Object value = arguments.getFirst();
        if (++count.steps > MOST_STEPS) {
            throw new UnfitValueException("the expression takes more than " + MOST_STEPS + " steps");
        }
        if (value instanceof TemplateScalarModel scalar && !(value instanceof Models.Own)) {
            count.characters += scalar.getAsString().length();
        }
        if (count.characters > MOST_CHARACTERS) {
            throw new UnfitValueException("the expression makes more than " + MOST_CHARACTERS + " characters");
        }
        return value;
    }
}
