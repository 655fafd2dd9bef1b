package dev.plumbline.core.yaml;

import dev.plumbline.core.program.Position;
import java.util.List;
import java.util.Optional;

/** A node of a YAML document. Aliases and {@code <<} merges are resolved; the keys of a mapping are unique. */
public sealed interface YamlNode {

    Position at();

    /** What people call it: {@code a mapping}. */
    String kind();

    /**
     * A scalar as it was written; nothing has been made of {@code no}, {@code 0644} or {@code 1.10} yet.
     *
     * @param text the characters, with quotes and escapes resolved
     * @param unsafe tagged {@code !unsafe}: taken literally, expressions in it are not looked at
     * @param margin in a block scalar, the column at which each line begins; else 0
     */
    record Scalar(String text, Style style, boolean unsafe, Position at, int margin) implements YamlNode {

        /** A plain scalar from elsewhere than a file, such as an option of the command line. */
        public static Scalar plain(String text, Position at) {
            return new Scalar(text, Style.PLAIN, false, at, 0);
        }

        @Override
        public String kind() {
            return "a scalar";
        }

        /** Whether only these characters can be meant, and never a number, a truth or nothing. */
        public boolean quoted() {
            return style != Style.PLAIN;
        }

        /** Whether nothing was written, or YAML's word for nothing. */
        public boolean isNothing() {
            return CoreSchema.isNothing(this);
        }

        /**
         * Where the character at an offset of {@link #text} stands. Exact for scalars on one line without escapes and for literal blocks;
         * else the place where the scalar begins.
         */
        public Position at(int offset) {
            return switch (style) {
                case PLAIN -> onOneLine(offset, 0);
                case SINGLE_QUOTED, DOUBLE_QUOTED -> onOneLine(offset, 1);
                case LITERAL -> inBlock(offset);
                case FOLDED -> at;
            };
        }

        private Position onOneLine(int offset, int quote) {
            boolean exact = text.indexOf('\n') < 0;
            return exact ? new Position(at.file(), at.line(), at.column() + quote + points(0, offset)) : at;
        }

        private Position inBlock(int offset) {
            int before = (int)
                    text.substring(0, offset).chars().filter(c -> c == '\n').count();
            int lineBegin = text.lastIndexOf('\n', offset - 1) + 1;
            return new Position(at.file(), at.line() + 1 + before, margin + points(lineBegin, offset));
        }

        private int points(int begin, int end) {
            return text.codePointCount(begin, Math.min(end, text.length()));
        }
    }

    /** Items in order. */
    record Sequence(List<YamlNode> items, Position at) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a sequence";
        }
    }

    /** Entries in the order written, those of a merge last. */
    record Mapping(List<Entry> entries, Position at) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String kind() {
            return "a mapping";
        }

        public Optional<Entry> entry(String key) {
            return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
        }

        public Optional<YamlNode> get(String key) {
            return entry(key).map(Entry::value);
        }

        public List<String> keys() {
            return entries.stream().map(Entry::key).toList();
        }
    }

    /**
     * A key and its value.
     *
     * @param key the characters of the key, quotes resolved
     * @param keyAt where the key stands
     */
    record Entry(String key, Position keyAt, YamlNode value) {}

    /** How a scalar was written. */
    enum Style {
        PLAIN,
        SINGLE_QUOTED,
        DOUBLE_QUOTED,
        LITERAL,
        FOLDED
    }
}
