package dev.plumbline.core.expression;

import freemarker.core.Environment;
import freemarker.template.TemplateDirectiveBody;
import freemarker.template.TemplateDirectiveModel;
import freemarker.template.TemplateModel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The directive that takes an expression's value out of FreeMarker without making text of it. */
final class Capture implements TemplateDirectiveModel {
    private static final Object KEY = new Object();

    @Override
    @SuppressWarnings("rawtypes") // FreeMarker's signature
    public void execute(
            Environment environment,
            Map parameters,
            TemplateModel[] loopVariables,
            @Nullable TemplateDirectiveBody body) {
        environment.setCustomState(KEY, parameters.get("value"));
    }

    static @Nullable TemplateModel captured(Environment environment) {
        return (TemplateModel) environment.getCustomState(KEY);
    }
}
