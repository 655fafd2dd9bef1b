package dev.plumbline.core.yaml;

import dev.plumbline.api.value.Text;
import dev.plumbline.core.program.Position;
import dev.plumbline.core.vault.VaultEnvelope;
import java.util.List;
import java.util.Optional;

/** A node of a YAML document. Aliases and {@code <<} merges are resolved; the keys of a mapping are unique. */
public sealed interface YamlNode {

    Position at();

    /** What people call it: {@code a mapping}. */
    String kind();

    /** The same node, all its scalars kept from view. */
    default YamlNode hidden() {
        return switch (this) {
            case Scalar scalar ->
                scalar.isSecret()
                        ? scalar
                        : new Scalar(
                                scalar.text(),
                                scalar.style(),
                                scalar.unsafe(),
                                scalar.at(),
                                scalar.margin(),
                                Secrecy.HIDDEN,
                                scalar.jinja());
            case Sequence(List<YamlNode> items, Position at) ->
                new Sequence(items.stream().map(YamlNode::hidden).toList(), at);
            case Mapping(List<Entry> entries, Position at) ->
                new Mapping(
                        entries.stream()
                                .map(entry -> new Entry(
                                        entry.key(),
                                        entry.keyAt(),
                                        entry.value().hidden()))
                                .toList(),
                        at);
        };
    }

    /**
     * A scalar as it was written; nothing has been made of {@code no}, {@code 0644} or {@code 1.10} yet.
     *
     * @param text the characters, with quotes and escapes resolved; of one that is still encrypted {@value Text#MASK}
     * @param unsafe tagged {@code !unsafe}: taken literally, expressions in it are not looked at
     * @param margin in a block scalar, the column at which each line begins; else 0
     * @param jinja whether Ansible's <code>{{ name }}</code> is evaluated in it, as in inventories
     */
    record Scalar(String text, Style style, boolean unsafe, Position at, int margin, Secrecy secrecy, boolean jinja)
            implements YamlNode {

        public Scalar(String text, Style style, boolean unsafe, Position at, int margin) {
            this(text, style, unsafe, at, margin, Secrecy.OPEN, false);
        }

        /** A value that is still encrypted. */
        static Scalar sealed(VaultEnvelope envelope, Position at) {
            return new Scalar(Text.MASK, Style.FOLDED, true, at, 0, new Secrecy.Sealed(envelope), false);
        }

        /** Whether it is kept from view. */
        public boolean isSecret() {
            return !(secrecy instanceof Secrecy.Open);
        }

        /** A plain scalar from elsewhere than a file, such as an option of the command line. */
        public static Scalar plain(String text, Position at) {
            return new Scalar(text, Style.PLAIN, false, at, 0);
        }

        /** The same with Ansible's expressions evaluated. */
        public Scalar withJinja() {
            return new Scalar(text, style, unsafe, at, margin, secrecy, true);
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
