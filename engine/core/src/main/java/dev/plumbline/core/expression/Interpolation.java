package dev.plumbline.core.expression;

import dev.plumbline.core.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A string cut into what is literal and the expressions in {@code ${...}}. <code>$${</code> is a literal <code>${</code>; any other dollar sign
 * stands for itself.
 */
record Interpolation(List<Part> parts) {
    private static final Pattern JINJA = Pattern.compile("\\{\\{|\\{%");

    sealed interface Part {}

    record Literal(String text, int offset) implements Part {}

    /**
     * An expression.
     *
     * @param source what stands between the braces
     * @param offset of its first character in the string
     * @param origins where each character of a translated source came from; empty where it is as written
     */
    record Code(String source, int offset, List<Integer> origins) implements Part {
        Code {
            origins = List.copyOf(origins);
        }

        Code(String source, int offset) {
            this(source, offset, List.of());
        }

        /** The offset in the string that an offset in the source means. */
        int original(int inSource) {
            return origins.isEmpty() ? offset + inSource : origins.get(Math.clamp(inSource, 0, origins.size() - 1));
        }
    }

    Interpolation {
        parts = List.copyOf(parts);
    }

    /** The expression, where the string is nothing else. */
    boolean isWhole() {
        return parts.size() == 1 && parts.getFirst() instanceof Code;
    }

    boolean isLiteral() {
        for (Part part : parts) {
            if (part instanceof Code) {
                return false;
            }
        }
        return true;
    }

    List<Code> codes() {
        return parts.stream()
                .filter(Code.class::isInstance)
                .map(Code.class::cast)
                .toList();
    }

    /** The characters of a string without expressions. */
    String literal() {
        StringBuilder joined = new StringBuilder();
        parts.forEach(part -> joined.append(part instanceof Literal literal ? literal.text() : ""));
        return joined.toString();
    }

    /** Whether there is anything in a string that {@link #parse} would look at. */
    static boolean isWorthParsing(String text) {
        return text.contains("${") || text.contains("{{") || text.contains("{%");
    }

    static boolean isWorthParsing(YamlNode.Scalar scalar) {
        return scalar.jinja() || isWorthParsing(scalar.text());
    }

    static Interpolation parse(YamlNode.Scalar scalar) {
        return parse(scalar.text(), scalar.jinja());
    }

    static Interpolation parse(String text) {
        return parse(text, false);
    }

    private static Interpolation parse(String text, boolean jinja) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int literalBegin = 0;
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("$${", at)) {
                literal.append("${");
                at += 3;
            } else if (text.startsWith("${", at)) {
                addLiteral(parts, literal, literalBegin);
                int end = Lexer.end(text, at + 2);
                parts.add(code(text, at + 2, end));
                at = end + 1;
                literalBegin = at;
            } else if (jinja && text.startsWith("{{", at)) {
                addLiteral(parts, literal, literalBegin);
                JinjaExpression expression = JinjaExpression.parse(text, at);
                parts.add(expression.code());
                at = expression.end();
                literalBegin = at;
            } else if (jinja && (text.startsWith("{%", at) || text.startsWith("{#", at))) {
                throw JinjaExpression.notSpoken(at, "'" + text.substring(at, at + 2) + "' begins more of a template");
            } else {
                literal.append(text.charAt(at));
                at++;
            }
        }
        addLiteral(parts, literal, literalBegin);
        if (!jinja) {
            refuseJinja(text, parts);
        }
        return new Interpolation(parts);
    }

    private static Code code(String text, int begin, int end) {
        String source = text.substring(begin, end);
        if (source.isBlank()) {
            throw new ExpressionSyntaxException(
                    "expression.empty",
                    begin - 2,
                    "the expression is empty",
                    "Write '$${' where '${' itself is meant.");
        }
        return new Code(source, begin);
    }

    private static void addLiteral(List<Part> parts, StringBuilder literal, int offset) {
        if (!literal.isEmpty()) {
            parts.add(new Literal(literal.toString(), offset));
            literal.setLength(0);
        }
    }

    private static void refuseJinja(String text, List<Part> parts) {
        for (Part part : parts) {
            if (part instanceof Literal literal) {
                Matcher jinja = JINJA.matcher(literal.text());
                if (jinja.find()) {
                    int found = text.indexOf(jinja.group(), literal.offset());
                    throw new ExpressionSyntaxException(
                            "expression.jinja",
                            Math.max(found, 0),
                            "'" + jinja.group() + "' begins an expression of Ansible; here they are written ${x}",
                            "Write ${x} for {{ x }}. Where the braces are meant literally, tag the value !unsafe.");
                }
            }
        }
    }
}
