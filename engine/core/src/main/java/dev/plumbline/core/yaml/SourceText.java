package dev.plumbline.core.yaml;

import dev.plumbline.core.program.Position;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.reader.StreamReader;

/** The characters of a YAML file, known to be such that YAML allows. */
record SourceText(String file, String characters, List<String> lines) {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final Pattern LINE_BREAK = Pattern.compile("\r\n|[\n\r\u0085\u2028\u2029]");
    private static final Pattern PROPERTY = Pattern.compile("[!&]\\S*[ \t]+");

    static Optional<SourceText> decode(String file, byte[] content, Problems problems) {
        if (startsWith(content, 0xFE, 0xFF) || startsWith(content, 0xFF, 0xFE)) {
            problems.add(
                    "yaml.encoding",
                    new Position(file, 1, 1),
                    "the file begins with a byte order mark of UTF-16",
                    "Save it as UTF-8.");
            return Optional.empty();
        }
        CharBuffer decoded = CharBuffer.allocate(content.length);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.wrap(content);
        CoderResult result = decoder.decode(bytes, decoded, true);
        String characters = decoded.flip().toString();
        if (result.isError()) {
            problems.add(
                    "yaml.encoding",
                    positionOf(file, characters, characters.length()),
                    "byte 0x%02x is not UTF-8".formatted(content[bytes.position()]),
                    "Save the file as UTF-8.");
            return Optional.empty();
        }
        if (!characters.isEmpty() && characters.charAt(0) == BYTE_ORDER_MARK) {
            characters = characters.substring(1);
        }
        int strange = firstStrange(characters);
        if (strange >= 0) {
            problems.add(
                    "yaml.character",
                    positionOf(file, characters, strange),
                    "the character U+%04X can't stand in YAML".formatted(characters.codePointAt(strange)),
                    "Remove it, or write it as an escape in double quotes.");
            return Optional.empty();
        }
        return Optional.of(new SourceText(file, characters, lines(characters)));
    }

    Position at(Mark mark) {
        return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** The place of a node's own first character, after its anchor and tag. */
    Position afterProperties(Mark mark) {
        String rest = from(mark);
        int skipped = 0;
        var property = PROPERTY.matcher(rest);
        while (property.find(skipped) && property.start() == skipped) {
            skipped = property.end();
        }
        boolean none = skipped == rest.length();
        return new Position(
                file, mark.getLine() + 1, mark.getColumn() + 1 + (none ? 0 : rest.codePointCount(0, skipped)));
    }

    /** The line that a mark stands on; empty past the end. */
    String line(Mark mark) {
        return mark.getLine() < lines.size() ? lines.get(mark.getLine()) : "";
    }

    /** What follows a mark on its line, the marked character included. */
    String from(Mark mark) {
        String line = line(mark);
        return line.substring(offset(line, mark));
    }

    /** What stands before a mark on its line. */
    String before(Mark mark) {
        String line = line(mark);
        return line.substring(0, offset(line, mark));
    }

    /** The column of the first character that belongs to the lines of a block scalar whose header is at the mark. */
    int margin(Mark header, String text) {
        String firstOfText =
                text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        for (int i = header.getLine() + 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                return leadingSpaces(lines.get(i)) - leadingSpaces(firstOfText) + 1;
            }
        }
        return 1;
    }

    private static int offset(String line, Mark mark) {
        int points = line.codePointCount(0, line.length());
        return line.offsetByCodePoints(0, Math.min(mark.getColumn(), points));
    }

    private static int leadingSpaces(String line) {
        int count = 0;
        while (count < line.length() && line.charAt(count) == ' ') {
            count++;
        }
        return count;
    }

    private static boolean startsWith(byte[] content, int first, int second) {
        return content.length > 1 && (content[0] & 0xFF) == first && (content[1] & 0xFF) == second;
    }

    private static int firstStrange(String characters) {
        for (int i = 0; i < characters.length(); i += Character.charCount(characters.codePointAt(i))) {
            int point = characters.codePointAt(i);
            if (!StreamReader.isPrintable(point) || point == BYTE_ORDER_MARK) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> lines(String characters) {
        return List.of(LINE_BREAK.split(characters, -1));
    }

    private static Position positionOf(String file, String characters, int offset) {
        List<String> before = lines(characters.substring(0, offset));
        String last = before.getLast();
        return new Position(file, before.size(), last.codePointCount(0, last.length()) + 1);
    }
}
