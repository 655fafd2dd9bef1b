package dev.plumbline.core.expression;

import freemarker.core.ParseException;
import freemarker.template.Configuration;
import freemarker.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Compiles expressions, each only once. */
final class Compiler {
    static final String FRAME_BEGIN = "<@plumbline_capture value=(";
    private static final String FRAME_END = ")/>";
    private static final Set<String> SLOW_BUILT_INS =
            Set.of("matches", "replace", "split", "left_pad", "right_pad", "map", "filter", "join", "sort", "groups");

    private final Configuration configuration;
    private final Map<String, Compiled> compiled = new ConcurrentHashMap<>();

    Compiler(Configuration configuration) {
        this.configuration = configuration;
        configuration.setSharedVariable("plumbline_capture", new Capture());
        configuration.setSharedVariable(Ranges.BOUND, new Bound());
    }

    Compiled compile(String source) {
        Compiled known = compiled.get(source);
        if (known != null) {
            return known;
        }
        Compiled fresh = parse(source);
        compiled.put(source, fresh);
        return fresh;
    }

    private Compiled parse(String source) {
        List<Token> tokens = Lexer.tokens(source);
        ForeignSyntax.refuse(tokens);
        Ranges.Bounded bounded = Ranges.bound(source, tokens);
        boolean mayRunLong = false;
        for (Token token : tokens) {
            mayRunLong |= token.text().startsWith("..") || SLOW_BUILT_INS.contains(token.text());
        }
        try {
            Template frame = new Template(null, FRAME_BEGIN + bounded.source() + FRAME_END, configuration);
            return new Compiled(source, bounded, frame, ExpressionNames.of(source), mayRunLong);
        } catch (ParseException e) {
            int offset = Compiled.offset(bounded, e.getLineNumber(), e.getColumnNumber());
            throw new ExpressionSyntaxException(
                    "expression.syntax",
                    offset,
                    "the expression can't be understood: " + Complaint.of(e).replace(FRAME_END, ""),
                    "Check operators, quotes and brackets.");
        } catch (StackOverflowError e) {
            throw new ExpressionSyntaxException(
                    "expression.depth", 0, "the expression is nested too deeply", "Give its parts names in vars.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
