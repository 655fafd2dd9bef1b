package dev.plumbline.cli;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** Names runs, so that reports and the hosts' logs can be laid side by side. */
final class RunName {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private RunName() {}

    /** {@code 20261122T101502Z-4f2c1a}: when it began, in UTC, and six random digits. */
    static String next() {
        byte[] random = new byte[3];
        new SecureRandom().nextBytes(random);
        return TIME.format(Instant.now()) + "-" + HexFormat.of().formatHex(random);
    }
}
