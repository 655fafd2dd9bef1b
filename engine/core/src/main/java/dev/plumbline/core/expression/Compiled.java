package dev.plumbline.core.expression;

import freemarker.template.Template;
import java.util.List;

/**
 * An expression ready to be evaluated.
 *
 * @param source as written, without the braces
 * @param frame hands the expression's value to {@link Capture}
 */
record Compiled(
        String source, Ranges.Bounded bounded, Template frame, List<ExpressionNames.Name> names, boolean mayRunLong) {

    /** The offset in the source that FreeMarker's line and column in the frame mean. */
    int offset(int line, int column) {
        return offset(bounded, line, column);
    }

    static int offset(Ranges.Bounded bounded, int line, int column) {
        String source = bounded.source();
        int begin = 0;
        for (int i = 1; i < line; i++) {
            int end = source.indexOf('\n', begin);
            if (end < 0) {
                return 0;
            }
            begin = end + 1;
        }
        int shift = line == 1 ? Compiler.FRAME_BEGIN.length() : 0;
        return bounded.original(Math.clamp(begin + (long) column - 1 - shift, 0, source.length()));
    }
}
