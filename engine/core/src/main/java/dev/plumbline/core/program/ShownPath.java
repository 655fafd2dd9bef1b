package dev.plumbline.core.program;

import java.nio.file.Path;

/** How a file is called in front of people. */
public final class ShownPath {

    private ShownPath() {}

    /**
     * The name relative to a folder where it lies below it, or where climbing out is the shorter way to say it.
     *
     * @param folder absolute
     */
    public static String of(Path folder, Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        String relative = folder.relativize(absolute).toString();
        boolean below = absolute.startsWith(folder) && !relative.isEmpty();
        boolean shorter =
                !relative.isEmpty() && relative.length() < absolute.toString().length();
        return below || shorter ? relative : absolute.toString();
    }
}
