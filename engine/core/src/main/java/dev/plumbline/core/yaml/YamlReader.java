package dev.plumbline.core.yaml;

import dev.plumbline.core.program.Position;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads one YAML document into nodes. Strict where YAML is lax: duplicate keys, tags of classes, recursion and keys that aren't scalars are
 * problems. Limits: {@value #LARGEST_FILE} bytes, {@value #DEEPEST} levels, {@value #MOST_ALIASES} aliases of collections, and
 * {@value #MOST_NODES} nodes once aliases are followed.
 */
public final class YamlReader {
    public static final int LARGEST_FILE = 3 * 1024 * 1024;
    public static final int DEEPEST = 50;
    public static final int MOST_ALIASES = 50;
    public static final int MOST_NODES = 500_000;

    private YamlReader() {}

    /**
     * Reads a file's bytes, which must be UTF-8.
     *
     * @param file as people shall see it in positions
     * @param problems takes what is wrong; a document with problems that leave no sense is returned as empty
     * @return empty also where the document holds nothing
     */
    public static Optional<YamlNode> read(String file, byte[] content, Problems problems) {
        if (SourceFile.isTooLarge(content)) {
            problems.add(
                    "yaml.too_large",
                    new Position(file, 1, 1),
                    "the file has more than " + LARGEST_FILE + " bytes, and that many are read at most",
                    "Split the file.");
            return Optional.empty();
        }
        return SourceText.decode(file, content, problems).flatMap(source -> read(source, problems));
    }

    /** Reads a document that stands elsewhere than in a file, such as the value of {@code -e}. */
    public static Optional<YamlNode> read(String file, String content, Problems problems) {
        return read(file, content.getBytes(StandardCharsets.UTF_8), problems);
    }

    private static Optional<YamlNode> read(SourceText source, Problems problems) {
        try {
            return new NodeBuilder(source, problems).document();
        } catch (YamlAbandoned abandoned) {
            problems.add(abandoned.problem());
            return Optional.empty();
        }
    }
}
