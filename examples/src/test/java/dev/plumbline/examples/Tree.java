package dev.plumbline.examples;

import java.nio.file.Files;
import java.nio.file.Path;

/** The source tree that is tested. */
final class Tree {
    static final Path ROOT = root();
    static final Path PLUMB = ROOT.resolve("plumb");
    static final Path LAB = ROOT.resolve("examples/lab/lab");
    static final Path REDIS_REPLICATION = ROOT.resolve("playbooks/redis-replication.yml");

    private Tree() {}

    /** A folder for what tests write, thrown away by {@code mvn clean}. */
    static Path scratch(String name) {
        return ROOT.resolve("examples/target").resolve(name);
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("examples/lab/lab"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("not run within Plumbline's source tree");
            }
        }
        return folder;
    }
}
