package dev.plumbline.core.expression;

import dev.plumbline.core.function.Functions;
import dev.plumbline.core.yaml.YamlNode;
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

/** Compiles expressions and cuts strings into them, each only once. */
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
    private final Functions functions;
    private final FactMentions facts = new FactMentions();
    private final Map<String, Compiled> compiled = new ConcurrentHashMap<>();
    private final Map<String, Interpolation> ours = new ConcurrentHashMap<>();
    private final Map<String, Interpolation> ansibles = new ConcurrentHashMap<>();

    Compiler(Configuration configuration, Functions functions) {
        this.configuration = configuration;
        this.functions = functions;
        configuration.setSharedVariable("plumbline_capture", new Capture());
    }

    /** A string cut into its parts, once. */
    Interpolation interpolation(YamlNode.Scalar scalar) {
        Map<String, Interpolation> known = scalar.jinja() ? ansibles : ours;
        Interpolation found = known.get(scalar.text());
        if (found == null) {
            found = Interpolation.parse(scalar);
            known.put(scalar.text(), found);
        }
        return found;
    }

    FactMentions facts() {
        return facts;
    }

    Compiled compile(String source) {
        Compiled known = compiled.get(source);
        if (known != null) {
            return known;
        }
        facts.lookIn(source);
        Compiled fresh = parse(source);
        compiled.put(source, fresh);
        return fresh;
    }

    private Compiled parse(String source) {
        List<Token> tokens = Lexer.tokens(source);
        ForeignSyntax.refuse(tokens);
        Rewriter rewriter = new Rewriter(source, functions, name -> false);
        rewriter.add(tokens);
        Rewritten rewritten = rewriter.rewritten();
        try {
            Template frame = new Template(null, FRAME_BEGIN + rewritten.source() + FRAME_END, configuration);
            return new Compiled(
                    source, rewritten, frame, ExpressionNames.of(tokens, 0), rewriter.calls(), mayRunLong(tokens));
        } catch (ParseException e) {
            int offset = rewritten.original(e.getLineNumber(), e.getColumnNumber(), FRAME_BEGIN.length());
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
        boolean matches = tokens.stream()
                .anyMatch(token -> token.isWord("matches")
                        || (token.kind() == Token.Kind.WORD && token.text().startsWith("regex_")));
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
                        || ExpressionNames.isCall(tokens, j)
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
