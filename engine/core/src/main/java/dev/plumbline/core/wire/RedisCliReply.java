package dev.plumbline.core.wire;

import dev.plumbline.api.read.RedisAnswer;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Data;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One reply as redis-cli prints it for people: {@code "text"} with escapes, {@code (integer) 7}, {@code (nil)}, {@code (error) …}, the
 * items of an array after their numbers, each line of a nested one indented below its number; a status as it is. Bytes are characters
 * here.
 */
final class RedisCliReply {
    /** Printed after a reply that took half a second or more. */
    private static final Pattern ELAPSED = Pattern.compile("\\(\\d+\\.\\d\\ds\\)\\n\\z");

    private static final Pattern PLAIN_ERROR = Pattern.compile("[A-Z][A-Z0-9_]*(?: [^\\n]*)?\\n");
    private static final Pattern FIRST_ITEM = Pattern.compile(" *1\\) ");
    private static final Pattern INTEGER = Pattern.compile("\\(integer\\) (-?\\d{1,19})");
    private static final Pattern EMPTY = Pattern.compile("\\(empty [a-z ]+\\)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(x[0-9a-fA-F]{2}|.)");
    private static final String ERROR = "(error) ";
    private static final int HEX = 16;

    private final List<String> lines;
    private int next;

    private RedisCliReply(List<String> lines) {
        this.lines = lines;
    }

    /**
     * Understands a reply.
     *
     * @param plain whether it may stand there as it is, a text or an error without any sign of its type
     */
    static RedisAnswer parse(String printed, boolean plain) {
        String reply = ELAPSED.matcher(printed).replaceFirst("");
        if (plain && !reply.startsWith("\"") && !reply.startsWith("(")) {
            return PLAIN_ERROR.matcher(reply).matches()
                    ? new RedisAnswer.Refused(firstLine(reply))
                    : new RedisAnswer.Reply(Data.of(text(reply)));
        }
        if (reply.startsWith(ERROR)) {
            return new RedisAnswer.Refused(firstLine(reply.substring(ERROR.length())));
        }
        return new RedisAnswer.Reply(new RedisCliReply(List.of(reply.split("\n", -1))).value(0));
    }

    /** No error has a further one. */
    private static String firstLine(String reply) {
        int end = reply.indexOf('\n');
        return text(end < 0 ? reply : reply.substring(0, end));
    }

    private Data value(int column) {
        String line = lines.get(next).substring(column);
        return FIRST_ITEM.matcher(line).lookingAt()
                ? items(column, line)
                : scalar(lines.get(next++).substring(column));
    }

    /** The numbers are as wide as the last of them. */
    private Data items(int column, String first) {
        Matcher number = FIRST_ITEM.matcher(first);
        int width = number.lookingAt() ? number.end() : 0;
        List<Data> items = new ArrayList<>();
        items.add(value(column + width));
        while (next < lines.size() && isItem(lines.get(next), column, width, items.size() + 1)) {
            items.add(value(column + width));
        }
        return Data.of(items);
    }

    private static boolean isItem(String line, int column, int width, int number) {
        return line.length() >= column + width
                && line.substring(0, column).isBlank()
                && line.substring(column, column + width).strip().equals(number + ")");
    }

    private static Data scalar(String line) {
        if (line.startsWith("\"") && line.endsWith("\"") && line.length() > 1) {
            return Data.of(text(unescaped(line.substring(1, line.length() - 1))));
        }
        Matcher integer = INTEGER.matcher(line);
        if (integer.matches()) {
            return Data.of(Long.parseLong(integer.group(1)));
        }
        if (EMPTY.matcher(line).matches()) {
            return Data.of(List.of());
        }
        return line.equals("(nil)") ? Data.NOTHING : Data.of(text(line));
    }

    private static String unescaped(String quoted) {
        return ESCAPE.matcher(quoted).replaceAll(escape -> Matcher.quoteReplacement(character(escape.group(1))));
    }

    private static String character(String escaped) {
        return switch (escaped.charAt(0)) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 'a' -> "\007";
            case 'b' -> "\b";
            case 'x' ->
                escaped.length() > 1 ? String.valueOf((char) Integer.parseInt(escaped.substring(1), HEX)) : escaped;
            default -> escaped;
        };
    }

    /** UTF-8 where it is that, else each byte as a character. */
    private static String text(String bytes) {
        return Bytes.latin1(bytes).utf8().orElse(bytes);
    }
}
