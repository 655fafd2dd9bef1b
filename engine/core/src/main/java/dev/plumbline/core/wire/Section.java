package dev.plumbline.core.wire;

import dev.plumbline.api.value.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one part of a script printed.
 *
 * @param begun whether its begin was seen
 * @param status its exit status; empty where its end was not seen
 * @param note a word of the script itself beside the output
 * @param output at most as many bytes as are kept
 * @param lost how many further bytes of output were dropped
 * @param lostError how many further bytes of errors were dropped
 */
record Section(
        boolean begun,
        OptionalInt status,
        Optional<String> note,
        Bytes output,
        Bytes error,
        long lost,
        long lostError) {

    static final Section NEVER =
            new Section(false, OptionalInt.empty(), Optional.empty(), Bytes.EMPTY, Bytes.EMPTY, 0, 0);

    /** A section that ended, as recorded answers have it. */
    static Section ended(int status, String output, String error) {
        return new Section(true, OptionalInt.of(status), Optional.empty(), Bytes.utf8(output), Bytes.utf8(error), 0, 0);
    }

    boolean ended() {
        return status.isPresent();
    }

    boolean succeeded() {
        return status.isPresent() && status.getAsInt() == 0;
    }

    /** The lines of the output, as UTF-8. */
    List<String> lines() {
        return text(output).lines().toList();
    }

    String errorText() {
        return text(error);
    }

    /** The last line of the errors that says something, or the empty string. */
    String lastError() {
        List<String> lines = errorText().lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "" : Quote.shown(lines.getLast().strip());
    }

    static String text(Bytes bytes) {
        return new String(bytes.toArray(), StandardCharsets.UTF_8);
    }
}
