package dev.plumbline.core.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** The functions that every shell is taught before its first script, from the resource {@code host.sh}. */
final class HostFunctions {
    private static final String TEXT = load("host.sh");

    private HostFunctions() {}

    /** A script that defines them, for a session with this marker. */
    static String with(String marker) {
        return "plumb_marker=" + marker + "\n" + TEXT + "\n";
    }

    /** A resource with functions, without what is only for its readers. */
    static String load(String name) {
        try (InputStream resource = HostFunctions.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException(name + " is missing from the program");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
