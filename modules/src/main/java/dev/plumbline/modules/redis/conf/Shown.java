package dev.plumbline.modules.redis.conf;

import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Text;
import java.util.List;
import java.util.Optional;

/** How values are shown to people. */
public final class Shown {

    private Shown() {}

    /** The characters that these bytes are in UTF-8; where they aren't any, each byte as one. */
    public static String text(String bytes) {
        return Bytes.latin1(bytes).utf8().orElse(bytes);
    }

    /** A value as a running server gives it. */
    public static Text value(String bytes, boolean secret) {
        String all = bytes.isEmpty() ? "\"\"" : text(bytes);
        return secret ? Text.secret(all) : Text.of(all);
    }

    /** A directive's lines as one text; nothing where there are none. */
    public static Optional<Text> lines(List<List<String>> lines, boolean secret) {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String all = text(String.join("; ", lines.stream().map(Words::join).toList()));
        return Optional.of(secret ? Text.secret(all) : Text.of(all));
    }
}
