package dev.plumbline.cli;

import dev.plumbline.core.journal.RunHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Who runs this and from where, as others are told who find the host locked or read its system log. */
final class RunOwner {
    /** Source: proc(5). Asking Java for it would ask the resolver. */
    private static final Path MACHINE = Path.of("/proc/sys/kernel/hostname");

    private RunOwner() {}

    /** The same with what else explains a run: {@code by ana on ci-7 at 4f2c1a since 2026-11-27T08:00:00Z (INC-7)}. */
    static String of(RunHeader header) {
        return header.by()
                + header.commit().map(commit -> " at " + commit).orElse("")
                + " since " + header.began().truncatedTo(ChronoUnit.SECONDS)
                + header.reason().map(reason -> " (" + reason + ")").orElse("");
    }

    /** {@code by ana on ci-7}. */
    static String of(Map<String, String> environment) {
        return "by " + environment.getOrDefault("USER", System.getProperty("user.name", "unknown")) + " on "
                + machine(environment);
    }

    private static String machine(Map<String, String> environment) {
        try {
            return Files.readString(MACHINE).strip();
        } catch (IOException e) {
            return environment.getOrDefault("HOSTNAME", "an unknown machine");
        }
    }
}
