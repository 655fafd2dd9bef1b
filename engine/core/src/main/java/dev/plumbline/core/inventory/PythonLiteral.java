package dev.plumbline.core.inventory;

import dev.plumbline.api.value.Data;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values as Ansible types them in INI inventories: what Python's {@code ast.literal_eval} takes for a literal has that literal's type,
 * all else is a string as it stands. Numbers keep their spelling. Python's tuples and sets become sequences.
 *
 * @see <a href="https://docs.python.org/3/library/ast.html#ast.literal_eval">ast.literal_eval</a>
 */
final class PythonLiteral {
    private static final int DEEPEST = 50;

    private final String text;
    private int at;
    private int depth;

    private PythonLiteral(String text) {
        this.text = text;
    }

    /** The value that a string stands for; the string itself where it is no literal. */
    static Data valueOf(String text) {
        return literal(text).orElseGet(() -> Data.of(text));
    }

    /** The literal that makes up the whole text, but for blanks and a comment after it. */
    static Optional<Data> literal(String text) {
        PythonLiteral reader = new PythonLiteral(text);
        try {
            Data value = reader.topLevel();
            reader.blanks();
            boolean whole = reader.atEnd() || reader.peek() == '#';
            return whole ? Optional.of(value) : Optional.empty();
        } catch (NotALiteral none) {
            return Optional.empty();
        }
    }

    private static final class NotALiteral extends Exception {
        private static final long serialVersionUID = 1L;

        NotALiteral() {
            super("not a literal", null, false, false);
        }
    }

    /** A value, or several with commas between them: a tuple without parentheses. */
    private Data topLevel() throws NotALiteral {
        Data first = value();
        blanks();
        if (atEnd() || peek() != ',') {
            return first;
        }
        List<Data> items = new ArrayList<>(List.of(first));
        while (!atEnd() && peek() == ',') {
            at++;
            blanks();
            if (atEnd() || peek() == '#') {
                break;
            }
            items.add(value());
            blanks();
        }
        return Data.of(items);
    }

    private Data value() throws NotALiteral {
        blanks();
        if (atEnd() || ++depth > DEEPEST) {
            throw new NotALiteral();
        }
        char first = peek();
        Data read = switch (first) {
            case '[' -> items(']');
            case '(' -> parenthesised();
            case '{' -> braced();
            case '\'', '"' -> strings();
            case '-', '+' -> signed();
            default -> Character.isDigit(first) || first == '.' ? number() : named();
        };
        depth--;
        return read;
    }

    private Data named() throws NotALiteral {
        int begin = at;
        while (!atEnd() && (Character.isLetterOrDigit(peek()) || peek() == '_')) {
            at++;
        }
        String name = text.substring(begin, at);
        return switch (name) {
            case "True" -> Data.of(true);
            case "False" -> Data.of(false);
            case "None" -> Data.NOTHING;
            case "r", "R", "u", "U" -> {
                if (atEnd() || (peek() != '\'' && peek() != '"')) {
                    throw new NotALiteral();
                }
                at = begin;
                yield strings();
            }
            default -> throw new NotALiteral();
        };
    }

    /** Strings side by side are one. */
    private Data strings() throws NotALiteral {
        StringBuilder joined = new StringBuilder();
        do {
            boolean raw = Character.toLowerCase(peek()) == 'r';
            if (Character.isLetter(peek())) {
                at++;
            }
            string(raw, joined);
            blanks();
        } while (!atEnd() && (peek() == '\'' || peek() == '"' || prefixedString()));
        return Data.of(joined.toString());
    }

    private boolean prefixedString() {
        return "rRuU".indexOf(peek()) >= 0
                && at + 1 < text.length()
                && (text.charAt(at + 1) == '\'' || text.charAt(at + 1) == '"');
    }

    private void string(boolean raw, StringBuilder out) throws NotALiteral {
        char quote = peek();
        String thrice = String.valueOf(quote).repeat(3);
        String end = text.startsWith(thrice, at) ? thrice : String.valueOf(quote);
        at += end.length();
        while (!text.startsWith(end, at)) {
            if (atEnd()) {
                throw new NotALiteral();
            }
            if (peek() == '\\') {
                escape(raw, out);
            } else {
                out.append(text.charAt(at++));
            }
        }
        at += end.length();
    }

    private void escape(boolean raw, StringBuilder out) throws NotALiteral {
        if (at + 1 >= text.length()) {
            throw new NotALiteral();
        }
        char escaped = text.charAt(at + 1);
        if (raw) {
            out.append('\\').append(escaped);
            at += 2;
            return;
        }
        at += 2;
        switch (escaped) {
            case '\\', '\'', '"' -> out.append(escaped);
            case 'a' -> out.append('\u0007');
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'v' -> out.append('\u000b');
            case 'x' -> out.appendCodePoint(hexadecimal(2));
            case 'u' -> out.appendCodePoint(hexadecimal(4));
            case 'U' -> out.appendCodePoint(hexadecimal(8));
            case 'N' -> throw new NotALiteral();
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                at--;
                out.appendCodePoint(octal());
            }
            default -> out.append('\\').append(escaped);
        }
    }

    private int hexadecimal(int digits) throws NotALiteral {
        if (at + digits > text.length()) {
            throw new NotALiteral();
        }
        long code = 0;
        for (int end = at + digits; at < end; at++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw new NotALiteral();
            }
            code = code * 16 + digit;
        }
        if (code > Character.MAX_CODE_POINT) {
            throw new NotALiteral();
        }
        return (int) code;
    }

    private int octal() {
        int code = 0;
        for (int end = Math.min(at + 3, text.length()); at < end && peek() >= '0' && peek() <= '7'; at++) {
            code = code * 8 + (peek() - '0');
        }
        return code;
    }

    private Data signed() throws NotALiteral {
        int begin = at++;
        boolean negative = text.charAt(begin) == '-';
        blanks();
        if (atEnd() || !(Character.isDigit(peek()) || peek() == '.')) {
            throw new NotALiteral();
        }
        Data.Number magnitude = number();
        BigDecimal signed = negative ? magnitude.value().negate() : magnitude.value();
        return new Data.Number(signed, (negative ? "-" : "") + magnitude.written());
    }

    private Data.Number number() throws NotALiteral {
        int begin = at;
        while (!atEnd()
                && (Character.isLetterOrDigit(peek())
                        || peek() == '.'
                        || peek() == '_'
                        || ((peek() == '-' || peek() == '+') && exponentBefore(begin)))) {
            at++;
        }
        String written = text.substring(begin, at);
        if (written.contains("__") || written.endsWith("_")) {
            throw new NotALiteral();
        }
        String digits = written.replace("_", "");
        if (digits.matches("0[xX][0-9a-fA-F]+")) {
            return integer(digits.substring(2), 16);
        }
        if (digits.matches("0[oO][0-7]+")) {
            return integer(digits.substring(2), 8);
        }
        if (digits.matches("0[bB][01]+")) {
            return integer(digits.substring(2), 2);
        }
        // Python has no decimal integer with a leading zero: 0644 stays a string.
        boolean integer = digits.matches("[1-9][0-9]*|0+");
        boolean fraction =
                digits.matches("([0-9]+\\.[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?|[0-9]+[eE][+-]?[0-9]{1,3}");
        if (integer || fraction) {
            return new Data.Number(new BigDecimal(digits), digits);
        }
        throw new NotALiteral();
    }

    private boolean exponentBefore(int begin) {
        return at > begin
                && Character.toLowerCase(text.charAt(at - 1)) == 'e'
                && !text.startsWith("0x", begin)
                && !text.startsWith("0X", begin);
    }

    private static Data.Number integer(String digits, int radix) {
        BigInteger value = new BigInteger(digits, radix);
        return new Data.Number(new BigDecimal(value), value.toString());
    }

    /** In parentheses a comma makes a tuple; without one they only group. */
    private Data parenthesised() throws NotALiteral {
        int begin = at + 1;
        Data.Sequence items = items(')');
        boolean tuple = items.items().size() != 1
                || text.substring(begin, at - 1).strip().endsWith(",");
        return tuple ? items : items.items().getFirst();
    }

    private Data.Sequence items(char end) throws NotALiteral {
        at++;
        List<Data> items = new ArrayList<>();
        while (true) {
            blanks();
            if (!atEnd() && peek() == end) {
                at++;
                return new Data.Sequence(items);
            }
            items.add(value());
            separator(end);
        }
    }

    private Data braced() throws NotALiteral {
        int begin = at++;
        Map<String, Data> entries = new LinkedHashMap<>();
        while (true) {
            blanks();
            if (!atEnd() && peek() == '}') {
                at++;
                return Data.of(entries);
            }
            Data key = value();
            blanks();
            if (atEnd() || peek() != ':') {
                if (!entries.isEmpty()) {
                    throw new NotALiteral();
                }
                at = begin;
                return items('}');
            }
            at++;
            entries.put(keyOf(key), value());
            separator('}');
        }
    }

    private static String keyOf(Data key) throws NotALiteral {
        return switch (key) {
            case Data.Words words -> words.value().reveal();
            case Data.Number number -> number.written();
            case Data.Truth truth -> truth.toString();
            case Data.Nothing nothing -> nothing.toString();
            case Data.Sequence _, Data.Mapping _ -> throw new NotALiteral();
        };
    }

    private void separator(char end) throws NotALiteral {
        blanks();
        if (atEnd()) {
            throw new NotALiteral();
        }
        if (peek() == ',') {
            at++;
        } else if (peek() != end) {
            throw new NotALiteral();
        }
    }

    private void blanks() {
        while (!atEnd() && (peek() == ' ' || peek() == '\t')) {
            at++;
        }
    }

    private char peek() {
        return text.charAt(at);
    }

    private boolean atEnd() {
        return at >= text.length();
    }
}
