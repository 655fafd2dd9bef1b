package dev.plumbline.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the sources lie. */
final class Project {

    private Project() {}

    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!(Files.isDirectory(folder.resolve("engine")) && Files.isDirectory(folder.resolve("modules")))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new AssertionError("not within the project");
            }
        }
        return folder;
    }
}
