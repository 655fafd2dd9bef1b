package dev.plumbline.core.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An expression of Ansible's in an inventory, <code>{{ a.b["c"][0] | default("d") }}</code>, made one of ours: names, attributes, indexes,
 * literals and {@code default}, which both tools then read in the same way. Anything more is a problem.
 *
 * @param end the offset behind the closing braces
 * @see <a href="https://jinja.palletsprojects.com/en/stable/templates/">Jinja's templates</a>
 */
record JinjaExpression(Interpolation.Code code, int end) {
    private static final int DEEPEST = 30;
    private static final Pattern SPACE = Pattern.compile("\\s*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern NUMBER = Pattern.compile("(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?");
    private static final Pattern STRING =
            Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"|'((?:[^'\\\\]|\\\\.)*+)'", Pattern.DOTALL);
    private static final Pattern EMPTY = Pattern.compile("\\{\\s*}(?!})|\\{\\s*}(?=}})");
    private static final Set<String> OPERATORS = Set.of("and", "or", "not", "in", "is", "if", "else");
    private static final Set<String> TRUE = Set.of("true", "True");
    private static final Set<String> FALSE = Set.of("false", "False");
    private static final Set<String> NOTHING = Set.of("none", "None");
    private static final Set<String> METHODS = Set.of(
            "clear", "copy", "fromkeys", "get", "items", "keys", "pop", "popitem", "setdefault", "update", "values");
    private static final String WHAT_IS_READ =
            "Of Ansible's templates names, attributes, indexes and default(\"value\") are read in an inventory";

    /** Reads the expression whose opening braces stand at an offset. */
    static JinjaExpression parse(String text, int at) {
        Parser parser = new Parser(text, at + 2);
        parser.expression(0);
        return parser.closed(at);
    }

    static ExpressionSyntaxException notSpoken(int at, String what) {
        return new ExpressionSyntaxException(
                "inventory.jinja",
                at,
                what + " that is not read here",
                WHAT_IS_READ + "; write ${...}, or give the value where it is used. What is meant literally is tagged"
                        + " !unsafe.");
    }

    private static final class Parser {
        private final String text;
        private final StringBuilder source = new StringBuilder();
        private final List<Integer> origins = new ArrayList<>();
        private int at;

        Parser(String text, int at) {
            this.text = text;
            this.at = at;
        }

        JinjaExpression closed(int begin) {
            skip();
            if (!text.startsWith("}}", at)) {
                throw at >= text.length()
                        ? new ExpressionSyntaxException(
                                "inventory.jinja",
                                begin,
                                "the '{{' that begins here is never closed",
                                "Close it by '}}'.")
                        : unexpected();
            }
            return new JinjaExpression(new Interpolation.Code(source.toString(), origins.getFirst(), origins), at + 2);
        }

        /** An operand and the defaults behind it. */
        void expression(int depth) {
            if (depth > DEEPEST) {
                throw notSpoken(at, "this is nested deeper than " + DEEPEST + " levels, in a way");
            }
            skip();
            int begin = source.length();
            int from = at;
            operand(depth);
            skip();
            while (text.startsWith("|", at)) {
                at++;
                skip();
                int filter = at;
                String name = name("a filter");
                skip();
                if (!(name.equals("default") || name.equals("d")) || !text.startsWith("(", at)) {
                    throw filter(filter, name);
                }
                at++;
                insert(begin, "(", from);
                write(")!(", filter);
                expression(depth + 1);
                skip();
                if (text.startsWith(",", at)) {
                    throw notSpoken(at, "this is a second word for default");
                }
                expect(")");
                write(")", at - 1);
                skip();
            }
        }

        private void operand(int depth) {
            Matcher string = matcher(STRING);
            Matcher number = matcher(NUMBER);
            if (string.lookingAt()) {
                write(string(string), at);
                at = string.end();
            } else if (number.lookingAt()) {
                write(number.group(), at);
                at = number.end();
            } else if (text.startsWith("(", at)) {
                write("(", at++);
                expression(depth + 1);
                skip();
                expect(")");
                write(")", at - 1);
            } else if (text.startsWith("[", at)) {
                list(depth);
            } else if (matcher(EMPTY).lookingAt()) {
                write("{}", at);
                at = text.indexOf('}', at) + 1;
            } else if (matcher(NAME).lookingAt()) {
                word();
            } else {
                throw unexpected();
            }
            members(depth);
        }

        private void list(int depth) {
            write("[", at++);
            skip();
            while (!text.startsWith("]", at)) {
                expression(depth + 1);
                skip();
                if (!text.startsWith("]", at)) {
                    expect(",");
                    write(", ", at - 1);
                    skip();
                }
            }
            write("]", at++);
        }

        private void word() {
            int begin = at;
            String name = name("a name");
            if (OPERATORS.contains(name)) {
                throw notSpoken(begin, "'" + name + "' is an operator");
            }
            if (NOTHING.contains(name)) {
                throw notSpoken(begin, "'" + name + "' is a word");
            }
            write(TRUE.contains(name) ? "true" : FALSE.contains(name) ? "false" : name, begin);
        }

        private void members(int depth) {
            while (true) {
                if (text.startsWith("(", at)) {
                    throw notSpoken(at, "this calls a function, which is something");
                } else if (text.startsWith(".", at)) {
                    int dot = at++;
                    Matcher index = matcher(NUMBER);
                    if (index.lookingAt() && index.group().indexOf('.') < 0) {
                        write("[" + index.group() + "]", dot);
                        at = index.end();
                    } else {
                        attribute(dot);
                    }
                } else if (text.startsWith("[", at)) {
                    write("[", at++);
                    skip();
                    if (text.startsWith("-", at)) {
                        throw notSpoken(at, "this counts from a list's end, which is something");
                    }
                    expression(depth + 1);
                    skip();
                    expect("]");
                    write("]", at - 1);
                } else {
                    return;
                }
            }
        }

        private void attribute(int dot) {
            int begin = at;
            String name = name("an attribute");
            if (METHODS.contains(name)) {
                throw new ExpressionSyntaxException(
                        "inventory.jinja",
                        begin,
                        "'." + name + "' is a method of Python's to Ansible",
                        "Write ['" + name + "'] for a key of that name.");
            }
            write("." + name, dot);
        }

        private String name(String what) {
            Matcher name = matcher(NAME);
            if (!name.lookingAt()) {
                throw notSpoken(at, "here " + what + " is expected, and this is something");
            }
            at = name.end();
            return name.group();
        }

        private void expect(String symbol) {
            if (!text.startsWith(symbol, at)) {
                throw unexpected();
            }
            at += symbol.length();
        }

        private ExpressionSyntaxException unexpected() {
            return at >= text.length()
                    ? new ExpressionSyntaxException(
                            "inventory.jinja", text.length(), "the template ends too early", "Close it by '}}'.")
                    : notSpoken(at, "'" + Character.toString(text.codePointAt(at)) + "' is something");
        }

        private static ExpressionSyntaxException filter(int at, String name) {
            return new ExpressionSyntaxException(
                    "inventory.jinja",
                    at,
                    "the filter '" + name + "' is not applied here",
                    ForeignSyntax.insteadOfFilter(name)
                            .map(own ->
                                    WHAT_IS_READ + ". In ${...} write " + own + ", or do so where the value is used.")
                            .orElse(WHAT_IS_READ + "; give the finished value, or compute it where it is used."));
        }

        /** A string of ours that nothing in it is evaluated of. */
        private String string(Matcher string) {
            String content = string.group(1) == null ? string.group(2) : string.group(1);
            int escape = content.indexOf('\\');
            if (escape >= 0) {
                StringBuilder plain = new StringBuilder();
                for (int i = 0; i < content.length(); i++) {
                    char next = content.charAt(i);
                    if (next == '\\') {
                        i++;
                        plain.append(escaped(content.charAt(i), string.start() + 1 + i));
                    } else {
                        plain.append(next);
                    }
                }
                content = plain.toString();
            }
            return raw(content);
        }

        private static char escaped(char letter, int at) {
            return switch (letter) {
                case 'n' -> '\n';
                case 't' -> '\t';
                case '\\', '\'', '"' -> letter;
                default -> throw notSpoken(at, "this escape in a string is one");
            };
        }

        private static String raw(String content) {
            if (content.indexOf('"') < 0) {
                return "r\"" + content + "\"";
            }
            return "(r\"" + content.replace("\"", "\" + r'\"' + r\"") + "\")";
        }

        private void write(String piece, int origin) {
            source.append(piece);
            for (int i = 0; i < piece.length(); i++) {
                origins.add(origin);
            }
        }

        private void insert(int index, String piece, int origin) {
            source.insert(index, piece);
            origins.add(index, origin);
        }

        private void skip() {
            Matcher space = matcher(SPACE);
            at = space.lookingAt() ? space.end() : at;
        }

        private Matcher matcher(Pattern pattern) {
            return pattern.matcher(text).region(at, text.length());
        }
    }
}
