package dev.plumbline.core.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files that people wrote. However large one is, no more of it is taken into memory than is needed to see that it is too large. */
public final class SourceFile {
    private SourceFile() {}

    /** A file's bytes; one more than {@link YamlReader#LARGEST_FILE} where it has more than those. */
    public static byte[] bytes(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return content.readNBytes(YamlReader.LARGEST_FILE + 1);
        }
    }

    /** Whether these bytes are more than are read. */
    public static boolean isTooLarge(byte[] content) {
        return content.length > YamlReader.LARGEST_FILE;
    }
}
