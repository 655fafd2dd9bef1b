package dev.plumbline.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Looks at something again and again, as fast as it can, until it is closed. */
final class Samples implements AutoCloseable {
    /** One look; what it finds, it adds. */
    interface Look {
        void at(Set<String> found) throws IOException;
    }

    private final Set<String> found = new ConcurrentSkipListSet<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile long looks;

    private Samples(Look look) {
        this.thread = Thread.ofPlatform().daemon().start(() -> {
            while (!closed) {
                try {
                    look.at(found);
                } catch (IOException e) {
                    // What was looked at went away meanwhile.
                }
                looks++;
            }
        });
    }

    static Samples of(Look look) {
        return new Samples(look);
    }

    /**
     * Argument lists in which a secret stands. Hosts of the lab share this machine's kernel, so their processes are seen
     * as well.
     */
    static Samples argumentsWith(List<String> secrets) {
        return of(found -> {
            try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
                for (Path process : processes) {
                    String arguments = read(process.resolve("cmdline"));
                    if (secrets.stream().anyMatch(arguments::contains)) {
                        found.add(arguments.replace('\0', ' '));
                    }
                }
            }
        });
    }

    /** Every file that ever stood in a folder, as {@code NAME MODE}. */
    static Samples modesIn(Path folder) {
        return of(found -> {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    found.add(file.getFileName() + " "
                            + PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
                }
            }
        });
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** Sees what is there now at least once, and ends. */
    Set<String> found() throws InterruptedException {
        long then = looks;
        while (looks < then + 2) {
            Thread.sleep(1);
        }
        return found;
    }

    @Override
    public void close() {
        closed = true;
    }
}
