package dev.plumbline.core.inventory;

import java.nio.file.Path;

/**
 * How files are shown to people: relative to a base where they stand below it.
 *
 * @param base absolute
 */
record FileNames(Path base) {

    String shown(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(base) && !absolute.equals(base)
                ? base.relativize(absolute).toString()
                : absolute.toString();
    }
}
