package dev.plumbline.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the program was started in.
 *
 * @param workingDirectory absolute
 * @param out for what was asked for
 * @param err for progress, questions and errors
 */
public record Surroundings(
        Path workingDirectory,
        Map<String, String> environment,
        InputStream in,
        PrintStream out,
        PrintStream err,
        Terminals terminals) {

    /** Which of the standard streams are terminals. */
    public record Terminals(boolean in, boolean out, boolean err) {
        static final String PROPERTY = "plumb.terminals";

        /** As the launcher tells; asking Java would cost more than the rest of a short run. */
        static Terminals ofProcess() {
            String told = System.getProperty(PROPERTY, "");
            return new Terminals(told.contains("0"), told.contains("1"), told.contains("2"));
        }
    }

    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Those of this process. Output is UTF-8 whatever the locale: it goes into files and terminals that expect it. */
    static Surroundings ofProcess() {
        return new Surroundings(
                Path.of("").toAbsolutePath(),
                System.getenv(),
                System.in,
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                Terminals.ofProcess());
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
