package dev.plumbline.core.expression;

import dev.plumbline.core.function.Function;
import java.util.ArrayList;
import java.util.List;

/**
 * A place where a function is called.
 *
 * @param offset of its name
 */
record CallSite(Function function, int offset, List<Argument> arguments) {

    /** An argument as written. */
    record Argument(String source, int offset) {}

    /** The arguments that stand between the bracket at an index and the one that closes it. */
    static List<Argument> arguments(String text, List<Token> tokens, int opening) {
        List<Argument> arguments = new ArrayList<>();
        int depth = 0;
        int begin = opening + 1;
        for (int i = opening; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth += token.opens() ? 1 : token.closes() ? -1 : 0;
            boolean last = depth == 0;
            if (last || (depth == 1 && token.is(","))) {
                if (i > begin) {
                    int offset = tokens.get(begin).offset();
                    arguments.add(new Argument(
                            text.substring(offset, tokens.get(i - 1).end()), offset));
                }
                begin = i + 1;
            }
            if (last) {
                break;
            }
        }
        return List.copyOf(arguments);
    }
}
