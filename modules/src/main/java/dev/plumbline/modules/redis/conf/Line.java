package dev.plumbline.modules.redis.conf;

import java.util.List;
import java.util.Optional;

/**
 * One line of a redis.conf.
 *
 * @param text its characters, each standing for a byte, without the line feed; a carriage return belongs to them
 * @param end {@code "\n"}, or nothing on a last line that lacks it
 */
public record Line(String text, String end) {

    /**
     * What a line sets.
     *
     * @param written the name as it stands there
     * @param words what follows it; nothing where the server can't read the line
     */
    public record Setting(String written, Optional<List<String>> words) {
        public Directive directive() {
            return Directive.named(written);
        }
    }

    /** What it sets; nothing for a comment or an empty line. Source: {@code loadServerConfigFromString} in config.c. */
    public Optional<Setting> setting() {
        String trimmed = trimmed();
        if (trimmed.isEmpty() || trimmed.startsWith("#")) {
            return Optional.empty();
        }
        return Words.split(trimmed)
                .filter(words -> !words.isEmpty())
                .map(words -> new Setting(words.getFirst(), Optional.of(words.subList(1, words.size()))))
                .or(() -> Optional.of(new Setting(firstWord(trimmed), Optional.empty())));
    }

    /** Whether it is a comment that shows how the directive would be written: {@code # maxmemory <bytes>}. */
    boolean isExampleOf(Directive directive) {
        String trimmed = trimmed();
        if (!trimmed.startsWith("#")) {
            return false;
        }
        String example = trimmed.substring(1).stripLeading();
        String first = firstWord(example);
        return !first.isEmpty()
                && first.equals(first.toLowerCase(java.util.Locale.ROOT))
                && Directive.named(first).name().equals(directive.name());
    }

    boolean isComment() {
        return trimmed().startsWith("#");
    }

    /** The spaces before its first word. */
    String indentation() {
        return text.substring(0, text.length() - text.stripLeading().length());
    }

    /** The carriage return that some editors leave. */
    String carriageReturn() {
        return text.endsWith("\r") ? "\r" : "";
    }

    /** The same line with other words behind its name. */
    Line saying(List<String> words) {
        String name = setting().orElseThrow().written();
        return new Line(
                indentation() + (words.isEmpty() ? name : name + " " + Words.join(words)) + carriageReturn(), end);
    }

    private String trimmed() {
        int begin = 0;
        int end = text.length();
        while (begin < end && isTrimmed(text.charAt(begin))) {
            begin++;
        }
        while (end > begin && isTrimmed(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(begin, end);
    }

    private static boolean isTrimmed(char character) {
        return character == ' ' || character == '\t' || character == '\r';
    }

    private static String firstWord(String text) {
        int end = 0;
        while (end < text.length() && !Words.isSpace(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }
}
