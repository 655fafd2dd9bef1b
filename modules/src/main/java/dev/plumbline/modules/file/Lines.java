package dev.plumbline.modules.file;

import dev.plumbline.api.value.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file's lines, each with the line end that it has. Content that is no UTF-8 is held byte for byte, so that joining the lines always
 * gives back what was split.
 *
 * @param utf8 whether a character stands for a character, and not for a byte
 */
record Lines(List<String> lines, boolean utf8) {

    Lines {
        lines = List.copyOf(lines);
    }

    static Lines of(Bytes content) {
        Optional<String> text = content.utf8();
        List<String> lines = new ArrayList<>();
        String all = text.orElseGet(content::latin1);
        int begin = 0;
        while (begin < all.length()) {
            int end = all.indexOf('\n', begin);
            int stop = end < 0 ? all.length() : end + 1;
            lines.add(all.substring(begin, stop));
            begin = stop;
        }
        return new Lines(lines, text.isPresent());
    }

    Bytes bytes() {
        String all = String.join("", lines);
        return utf8 ? Bytes.utf8(all) : Bytes.latin1(all);
    }

    /** A text as it stands among these lines. */
    String asHeld(String text) {
        return utf8 ? text : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** A line without its end. */
    static String body(String line) {
        return line.substring(0, line.length() - end(line).length());
    }

    /** A line's end: CR LF, LF or nothing. */
    static String end(String line) {
        if (line.endsWith("\r\n")) {
            return "\r\n";
        }
        return line.endsWith("\n") ? "\n" : "";
    }

    /** The end that most files' first line tells. */
    String usualEnd() {
        return lines.isEmpty() || end(lines.getFirst()).isEmpty() ? "\n" : end(lines.getFirst());
    }

    Lines with(List<String> others) {
        return new Lines(others, utf8);
    }
}
