package dev.plumbline.core.inventory;

import dev.plumbline.core.yaml.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Files of patterns, such as the {@code .retry} files of Ansible: a pattern a line; lines that begin with {@code #} are passed over.
 *
 * @param workingDirectory absolute; what relative names are relative to
 */
record PatternFiles(Path workingDirectory) {

    /**
     * The patterns in a file.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    List<String> patterns(String name) {
        byte[] content;
        try {
            content = SourceFile.bytes(workingDirectory.resolve(name));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "'@" + name + "' names a file of patterns that can't be read: " + UnreadableFile.reason(e), e);
        }
        if (SourceFile.isTooLarge(content)) {
            throw new IllegalArgumentException("'@" + name + "' names a file that is too large for one of patterns");
        }
        List<String> patterns = new String(content, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        if (patterns.isEmpty()) {
            throw new IllegalArgumentException("'@" + name + "' names a file that holds no pattern");
        }
        return patterns;
    }
}
