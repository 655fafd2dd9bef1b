package dev.plumbline.modules.file;

import dev.plumbline.api.module.Difference;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shows how a file's content differs, without what is secret in it: also a secret that was there before and that nobody declared. */
public final class ContentDifference {
    private static final Pattern TELLING = Pattern.compile(
            "(?i)^(\\W*[\\w.-]*(?:pass|secret|token|credential|private.?key|api.?key|auth)[\\w.-]*[\\s:=]+)(.+)$");

    private ContentDifference() {}

    /**
     * The whole content before and after, of which only texts can be shown.
     *
     * @param before empty for no file
     */
    public static Difference of(Optional<Bytes> before, Text after) {
        return new Difference("content", before.map(bytes -> shown(bytes, after)), Optional.of(after));
    }

    private static Text shown(Bytes before, Text after) {
        return before.utf8()
                .map(text -> veiled(text, after))
                .orElseGet(() -> Text.of(before.length() + " bytes that are no text in UTF-8"));
    }

    private static Text veiled(String before, Text after) {
        Set<String> open = new HashSet<>();
        List<String> openings = new ArrayList<>();
        for (Text line : after.lines()) {
            if (line.isSecret()) {
                openings.add(opening(line));
            } else {
                open.add(line.reveal());
            }
        }
        List<Text> lines = new ArrayList<>();
        for (String line : before.split("\n", -1)) {
            lines.add(open.contains(line) ? Text.of(line) : veiledLine(line, openings, after.secrets()));
        }
        return Text.join("\n", lines);
    }

    /** What stands before a line's first secret. */
    private static String opening(Text line) {
        String shown = line.toString();
        return shown.substring(0, shown.indexOf(Text.MASK)).stripTrailing();
    }

    private static Text veiledLine(String line, List<String> openings, List<String> secrets) {
        if (line.isBlank()) {
            return Text.of(line);
        }
        for (String opening : openings) {
            if (line.startsWith(opening)) {
                return Text.of(opening).plus(Text.secret(line.substring(opening.length())));
            }
        }
        Matcher telling = TELLING.matcher(line);
        if (telling.matches()) {
            return Text.of(telling.group(1)).plus(Text.secret(telling.group(2)));
        }
        return secrets.stream().anyMatch(secret -> !secret.isBlank() && line.contains(secret))
                ? Text.secret(line)
                : Text.of(line);
    }
}
