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
import java.util.regex.Pattern;

/** Compiles expressions, each only once. */
final class Compiler {
    static final String FRAME_BEGIN = "<@plumbline_capture value=(";
    private static final String FRAME_END = ")/>";
    private static final Pattern REGULAR_EXPRESSION_FLAG = Pattern.compile("[\"'][a-z]*r[a-z]*[\"']");

    private static final Set<String> LOOPS = Set.of(
            "->",
            "map",
            "filter",
            "join",
            "sort",
            "sort_by",
            "min",
            "max",
            "seq_contains",
            "seq_index_of",
            "take_while",
            "drop_while");

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
        try {
            Template frame = new Template(null, FRAME_BEGIN + bounded.source() + FRAME_END, configuration);
            return new Compiled(source, bounded, frame, ExpressionNames.of(source), mayRunLong(tokens));
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

    /** One loop over a list or range ends soon enough; loops within loops and regular expressions may not. */
    private static boolean mayRunLong(List<Token> tokens) {
        boolean matches = tokens.stream().anyMatch(token -> token.isWord("matches"));
        boolean replaces = tokens.stream().anyMatch(token -> token.isWord("replace") || token.isWord("split"));
        boolean flagged = tokens.stream()
                .anyMatch(token -> token.isString()
                        && REGULAR_EXPRESSION_FLAG.matcher(token.text()).matches());
        long ranges = tokens.stream().filter(Compiler::isRange).count();
        return matches || (replaces && flagged) || ranges > 1 || hasLoopWithinLambda(tokens);
    }

    private static boolean hasLoopWithinLambda(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            int depth = 0;
            for (int j = i + 1; tokens.get(i).is("->") && j < tokens.size() && depth >= 0; j++) {
                Token token = tokens.get(j);
                if (isRange(token)
                        || LOOPS.contains(token.text())
                        || token.text().contains("${")) {
                    return true;
                }
                depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            }
        }
        return false;
    }

    private static boolean isRange(Token token) {
        return token.kind() == Token.Kind.SYMBOL && token.text().startsWith("..");
    }
}
