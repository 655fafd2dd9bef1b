package dev.plumbline.core.inventory;

import dev.plumbline.core.program.ShownPath;
import java.nio.file.Path;

/**
 * How files are shown to people: relative to a base where that is shorter.
 *
 * @param base absolute
 */
record FileNames(Path base) {

    String shown(Path file) {
        return ShownPath.of(base, file);
    }
}
