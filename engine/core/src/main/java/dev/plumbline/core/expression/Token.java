package dev.plumbline.core.expression;

/**
 * A word of an expression.
 *
 * @param text as written, quotes included
 * @param offset of its first character in the expression
 */
record Token(Kind kind, String text, int offset) {

    enum Kind {
        WORD,
        NUMBER,
        STRING,
        /** A string in which neither escapes nor expressions are looked at: {@code r"..."}. */
        RAW_STRING,
        SYMBOL
    }

    int end() {
        return offset + text.length();
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    boolean isString() {
        return kind == Kind.STRING || kind == Kind.RAW_STRING;
    }

    boolean opens() {
        return is("(") || is("[") || is("{");
    }

    boolean closes() {
        return is(")") || is("]") || is("}");
    }

    /** The same, further on. */
    Token movedBy(int characters) {
        return new Token(kind, text, offset + characters);
    }

    /** Whether an operand may end with it, so that an operator must follow. */
    boolean endsOperand() {
        return kind != Kind.SYMBOL || text.equals(")") || text.equals("]") || text.equals("}") || text.equals("??");
    }

    /** What stands between the quotes of a string. */
    String content() {
        int quote = kind == Kind.RAW_STRING ? 2 : 1;
        return text.substring(quote, text.length() - 1);
    }
}
