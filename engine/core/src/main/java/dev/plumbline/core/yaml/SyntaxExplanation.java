package dev.plumbline.core.yaml;

import dev.plumbline.core.program.Position;
import dev.plumbline.core.program.Problem;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says what is really wrong where YAML's grammar breaks: mostly an expression that should have been quoted. */
final class SyntaxExplanation {
    private static final Pattern NEGATION = Pattern.compile("(when|until|changed_when|failed_when)\\s*:\\s*!.*");
    private static final String QUOTE = "Put the whole value in double quotes.";

    private final SourceText source;

    SyntaxExplanation(SourceText source) {
        this.source = source;
    }

    Problem explain(MarkedYAMLException error) {
        Mark mark = error.getProblemMark() == null ? error.getContextMark() : error.getProblemMark();
        Position at = mark == null ? new Position(source.file(), 1, 1) : source.at(mark);
        String said = error.getProblem() == null ? "" : error.getProblem();
        String context = error.getContext() == null ? "" : error.getContext();
        String line = mark == null ? "" : source.line(mark);
        String before = mark == null ? "" : source.before(mark);
        String rest = mark == null ? "" : source.from(mark);

        if (NEGATION.matcher(line.strip().replaceFirst("^-\\s+", "")).matches()) {
            int sign = line.indexOf('!');
            return negation(new Position(at.file(), at.line(), line.codePointCount(0, sign) + 1));
        }
        if (before.endsWith("$") && rest.startsWith("{")) {
            return problem(
                    "yaml.unquoted_expression",
                    new Position(at.file(), at.line(), at.column() - 1),
                    "within [] and {} YAML takes the braces of an expression for its own",
                    "Put the expression in double quotes: \"${...}\".");
        }
        if (said.startsWith("mapping values are not allowed") && before.contains("${")) {
            return problem(
                    "yaml.unquoted_expression", at, "the colon after an expression begins a mapping for YAML", QUOTE);
        }
        if (said.startsWith("mapping values are not allowed")) {
            return problem(
                    "yaml.syntax",
                    at,
                    "a second ': ' on the line, or a key that is indented deeper than the value above it",
                    "Put a value that holds ': ' in double quotes; align keys of one mapping.");
        }
        if (context.contains("scanning an alias")) {
            return problem(
                    "yaml.unquoted_star",
                    mark == null ? at : contextPosition(error, at),
                    "for YAML '*' begins an alias",
                    "Put the value in double quotes: \"*/15\".");
        }
        if (context.contains("scanning an anchor")) {
            return problem(
                    "yaml.unquoted_ampersand", contextPosition(error, at), "for YAML '&' begins an anchor", QUOTE);
        }
        if (said.contains("\\t(TAB)")) {
            return problem("yaml.tab", at, "a tab can't indent or begin a value in YAML", "Use spaces.");
        }
        if (said.contains("that cannot start any token")) {
            return problem(
                    "yaml.syntax",
                    at,
                    "a value can't begin with '" + (rest.isEmpty() ? "" : rest.substring(0, 1)) + "' in YAML",
                    QUOTE);
        }
        if (said.contains("unknown escape character")) {
            return problem(
                    "yaml.escape",
                    at,
                    "'\\" + (rest.isEmpty() ? "" : rest.substring(0, 1))
                            + "' is no escape that YAML knows in double quotes",
                    "Write '\\\\' for a backslash, or use single quotes.");
        }
        if (said.contains("found unexpected end of stream") && context.contains("quoted scalar")) {
            return problem(
                    "yaml.unclosed_quote", contextPosition(error, at), "this quote is never closed", "Close it.");
        }
        if (said.contains("<stream end>") && (context.contains("flow sequence") || context.contains("flow mapping"))) {
            String bracket = context.contains("sequence") ? "[" : "{";
            return problem(
                    "yaml.unclosed_bracket",
                    contextPosition(error, at),
                    "this '" + bracket + "' is never closed",
                    "Close it.");
        }
        if (said.contains("found '<scalar>'") && before.stripTrailing().matches(".*[\"']")) {
            return problem(
                    "yaml.after_quote",
                    at,
                    "nothing may follow a closing quote",
                    "Put the whole value in quotes, those within it escaped.");
        }
        return problem(
                "yaml.syntax",
                at,
                (context.isEmpty() ? "" : context + ": ") + plain(said),
                "Check the indentation, quotes and brackets here.");
    }

    static Problem negation(Position at) {
        return problem(
                "yaml.negation",
                at,
                "for YAML '!' at the beginning of a value is a tag",
                "Put the condition in double quotes: \"!x\".");
    }

    static Problem braces(Position at) {
        return problem(
                "yaml.jinja",
                at,
                "'{{' begins a mapping of YAML; Plumbline's expressions are written ${x}",
                "Write \"${x}\" for {{ x }}.");
    }

    private static String plain(String said) {
        return said.replace("'<scalar>'", "a value")
                .replace("'<block mapping start>'", "a mapping")
                .replace("<block end>", "the end of the block")
                .replace("<stream end>", "the end of the file")
                .replace("'?'", "a key");
    }

    private Position contextPosition(MarkedYAMLException error, Position otherwise) {
        Mark context = error.getContextMark();
        return context == null ? otherwise : source.at(context);
    }

    private static Problem problem(String code, Position at, String message, String remedy) {
        return new Problem(code, Optional.of(at), message, remedy);
    }
}
