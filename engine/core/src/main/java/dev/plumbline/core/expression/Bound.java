package dev.plumbline.core.expression;

import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNumberModel;
import java.util.List;

/** Lets a number pass that is near enough to zero to be the end of a range or the width of a text. */
final class Bound implements TemplateMethodModelEx {

    @Override
    @SuppressWarnings("rawtypes") // FreeMarker's signature
    public Object exec(List arguments) throws TemplateModelException {
        Deadline.checkpoint();
        Object end = arguments.getFirst();
        if (end instanceof TemplateNumberModel number
                && Math.abs(number.getAsNumber().doubleValue()) > Ranges.FURTHEST) {
            throw new UnfitValueException("a range or width may reach " + Ranges.FURTHEST + " and no further");
        }
        return end;
    }
}
