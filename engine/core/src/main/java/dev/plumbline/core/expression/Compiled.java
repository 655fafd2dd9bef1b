package dev.plumbline.core.expression;

import freemarker.template.Template;
import java.util.List;
import java.util.Map;

/**
 * An expression ready to be evaluated.
 *
 * @param source as written, without the braces
 * @param frame hands the expression's value to {@link Capture}
 * @param calls of functions, by their offset in the source
 */
record Compiled(
        String source,
        Rewritten rewritten,
        Template frame,
        List<ExpressionNames.Name> names,
        Map<Integer, CallSite> calls,
        boolean mayRunLong) {

    /** Whether it is one variable's name and nothing else, so that the library need not be asked. */
    boolean isName() {
        return names.size() == 1
                && names.getFirst().name().length() == source.strip().length();
    }

    /** The offset in the source that FreeMarker's line and column in the frame mean. */
    int offset(int line, int column) {
        return rewritten.original(line, column, Compiler.FRAME_BEGIN.length());
    }
}
