package dev.plumbline.core.expression;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts an expression into tokens as FreeMarker's own lexer does, and finds where it ends. What it returns is balanced, so that an
 * expression can be set into a frame without breaking out of it.
 */
final class Lexer {
    static final int LONGEST = 4_000;
    static final int DEEPEST = 50;

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");
    private static final Pattern WORD = Pattern.compile("(?:[\\p{L}_$@]|\\\\[-.:#])(?:[\\p{L}\\p{N}_$@]|\\\\[-.:#])*+");
    private static final Pattern STRING =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+'", Pattern.DOTALL);
    private static final Pattern RAW_STRING = Pattern.compile("r\"[^\"]*+\"|r'[^']*+'");
    private static final Pattern SYMBOL =
            Pattern.compile("\\.\\.[<!*]|\\.\\.|\\?\\?|->|!=|==|<=|>=|&&|\\|\\||\\*\\*|//|\\p{Punct}");
    private static final Pattern TAG = Pattern.compile("<#|</|<@|\\[#|\\[@|<!--|#\\{|\\$\\{");

    private final String text;
    private final End end;
    private final int longest;
    private final List<Token> tokens = new ArrayList<>();
    private final Deque<Token> open = new ArrayDeque<>();
    private int at;

    /** Where an expression ends. */
    private enum End {
        TEXT,
        BRACE,
        TAG
    }

    /**
     * The tokens of an expression within a text.
     *
     * @param end the offset of what closes it
     */
    record Scanned(List<Token> tokens, int end) {
        Scanned {
            tokens = List.copyOf(tokens);
        }
    }

    private Lexer(String text, int from, End end, int longest) {
        this.text = text;
        this.at = from;
        this.end = end;
        this.longest = longest;
    }

    /** The tokens of a whole text. */
    static List<Token> tokens(String text) {
        return scan(text, 0, End.TEXT, LONGEST).tokens();
    }

    /** What begins at {@code from} and ends before the brace that closes it. */
    static Scanned inBraces(String text, int from) {
        return inBraces(text, from, LONGEST);
    }

    static Scanned inBraces(String text, int from, int longest) {
        return scan(text, from, End.BRACE, longest);
    }

    /** What stands in a template's tag from an offset on, up to the sign that closes the tag. */
    static Scanned inTag(String text, int from, int longest) {
        return scan(text, from, End.TAG, longest);
    }

    private static Scanned scan(String text, int from, End end, int longest) {
        Lexer lexer = new Lexer(text, from, end, longest);
        lexer.run(from);
        return new Scanned(lexer.tokens, lexer.at);
    }

    /** The offset of the brace that closes an expression which begins at {@code from}. */
    static int end(String text, int from) {
        return inBraces(text, from).end();
    }

    private void run(int from) {
        while (at < text.length()) {
            if (at - from > longest) {
                throw new ExpressionSyntaxException(
                        "expression.too_long",
                        from,
                        "the expression is longer than " + longest + " characters",
                        "Give its parts names in vars.");
            }
            if (skip(SPACE)) {
                continue;
            }
            if (open.isEmpty() && isEnd()) {
                return;
            }
            refuseTag();
            Token token = token();
            nest(token);
            tokens.add(token);
            at = token.end();
        }
        if (!open.isEmpty()) {
            Token first = open.peek();
            throw new ExpressionSyntaxException(
                    "expression.unbalanced",
                    first.offset(),
                    "this '" + first.text() + "' is never closed",
                    "Close it.");
        }
        if (end == End.TAG) {
            throw new ExpressionSyntaxException(
                    "expression.unbalanced", from, "the tag that begins here is never closed", "Close it by '>'.");
        }
        if (end == End.BRACE) {
            throw new ExpressionSyntaxException(
                    "expression.unbalanced",
                    from - 2,
                    "the '${' that begins here is never closed",
                    "Close it by '}', or write '$${' where '${' itself is meant.");
        }
    }

    private boolean isEnd() {
        return switch (end) {
            case TEXT -> false;
            case BRACE -> text.charAt(at) == '}';
            case TAG -> {
                at += text.startsWith("/>", at) ? 1 : 0;
                yield text.charAt(at) == '>';
            }
        };
    }

    private Token token() {
        char first = text.charAt(at);
        if (first == 'r' && at + 1 < text.length() && isQuote(text.charAt(at + 1))) {
            return match(RAW_STRING, Token.Kind.RAW_STRING, "this string is never closed", at + 1);
        }
        if (isQuote(first)) {
            return match(STRING, Token.Kind.STRING, "this string is never closed", at);
        }
        if (first >= '0' && first <= '9') {
            return match(NUMBER, Token.Kind.NUMBER, "a number can't be written so", at);
        }
        if (matcher(WORD).lookingAt()) {
            return match(WORD, Token.Kind.WORD, "", at);
        }
        return match(
                SYMBOL,
                Token.Kind.SYMBOL,
                "'" + Character.toString(text.codePointAt(at)) + "' has no meaning in an expression",
                at);
    }

    private Token match(Pattern pattern, Token.Kind kind, String otherwise, int blamed) {
        Matcher matcher = matcher(pattern);
        if (!matcher.lookingAt()) {
            throw new ExpressionSyntaxException(
                    "expression.syntax", blamed, otherwise, "Put text in quotes, and close them.");
        }
        return new Token(kind, matcher.group(), at);
    }

    private void nest(Token token) {
        if (token.kind() != Token.Kind.SYMBOL) {
            return;
        }
        switch (token.text()) {
            case "(", "[", "{" -> open.push(token);
            case ")" -> close(token, "(");
            case "]" -> close(token, "[");
            case "}" -> close(token, "{");
            default -> {}
        }
        if (open.size() > DEEPEST) {
            throw new ExpressionSyntaxException(
                    "expression.depth",
                    token.offset(),
                    "nested deeper than " + DEEPEST + " levels",
                    "Give its parts names in vars.");
        }
    }

    private void close(Token token, String opening) {
        if (open.isEmpty()) {
            throw new ExpressionSyntaxException(
                    "expression.unbalanced",
                    token.offset(),
                    "this '" + token.text() + "' closes nothing",
                    "Remove it, or open it.");
        }
        Token opened = open.pop();
        if (!opened.is(opening)) {
            throw new ExpressionSyntaxException(
                    "expression.unbalanced",
                    token.offset(),
                    "'" + token.text() + "' can't close '" + opened.text() + "'",
                    "Close brackets in the reverse of the order in which they were opened.");
        }
    }

    private void refuseTag() {
        if (matcher(TAG).lookingAt()) {
            boolean nested = text.startsWith("${", at) || text.startsWith("#{", at);
            throw new ExpressionSyntaxException(
                    "expression.syntax",
                    at,
                    nested
                            ? "an expression within an expression needs no '${'"
                            : "tags and comments of templates can't stand in an expression",
                    nested ? "Write the name alone: ${a[b]}, not ${a[${b}]}." : "Keep tags to .ftl files.");
        }
    }

    private boolean skip(Pattern pattern) {
        Matcher matcher = matcher(pattern);
        boolean found = matcher.lookingAt();
        at = found ? matcher.end() : at;
        return found;
    }

    private Matcher matcher(Pattern pattern) {
        return pattern.matcher(text).region(at, text.length());
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }
}
