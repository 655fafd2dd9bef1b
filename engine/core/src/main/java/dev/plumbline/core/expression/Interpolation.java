package dev.plumbline.core.expression;

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
     */
    record Code(String source, int offset) implements Part {}

    Interpolation {
        parts = List.copyOf(parts);
    }

    /** The expression, where the string is nothing else. */
    boolean isWhole() {
        return parts.size() == 1 && parts.getFirst() instanceof Code;
    }

    boolean isLiteral() {
        return parts.stream().noneMatch(Code.class::isInstance);
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
        return text.contains("${") || JINJA.matcher(text).find();
    }

    static Interpolation parse(String text) {
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
            } else {
                literal.append(text.charAt(at));
                at++;
            }
        }
        addLiteral(parts, literal, literalBegin);
        refuseJinja(text, parts);
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
