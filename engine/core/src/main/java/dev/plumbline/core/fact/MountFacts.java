package dev.plumbline.core.fact;

import dev.plumbline.api.value.Data;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Mounted file systems of devices and of other hosts; sizes in bytes, of those on devices alone. */
final class MountFacts {
    private static final Pattern SIZE =
            Pattern.compile("(?:.*\\S)?\\s+(\\d{1,15})\\s+(\\d{1,15})\\s+(\\d{1,15})\\s+(?:\\d+%|-)\\s+(/.*)");

    private static final Pattern OCTAL = Pattern.compile("\\\\([0-3][0-7]{2})");

    /** Total and available. */
    private record Size(long total, long available) {}

    private MountFacts() {}

    static Optional<Data.Mapping> of(HostText text) {
        if (!text.has("mounts")) {
            return Optional.empty();
        }
        Map<String, Size> sizes = sizes(text.lines("sizes"));
        List<Data> mounts = new ArrayList<>();
        for (String line : text.lines("mounts")) {
            String[] words = line.split(" ", 4);
            if (words.length < 4) {
                continue;
            }
            String point = decoded(words[1]);
            Data.Builder mount = Data.mapping()
                    .put("mount", point)
                    .put("device", decoded(words[0]))
                    .put("fstype", words[2])
                    .put("options", words[3]);
            Size size = sizes.get(point);
            if (size != null) {
                mount.put("size_total", size.total()).put("size_available", size.available());
            }
            mounts.add(mount.build());
        }
        return Optional.of(Data.mapping().put("mounts", Data.of(mounts)).build());
    }

    private static Map<String, Size> sizes(List<String> lines) {
        Map<String, Size> sizes = new HashMap<>();
        for (String line : lines) {
            Matcher matcher = SIZE.matcher(line);
            if (matcher.matches()) {
                sizes.put(
                        matcher.group(4),
                        new Size(Long.parseLong(matcher.group(1)) * 1024, Long.parseLong(matcher.group(3)) * 1024));
            }
        }
        return sizes;
    }

    /** The kernel writes blanks and backslashes in names as octal numbers. */
    private static String decoded(String name) {
        return OCTAL.matcher(name)
                .replaceAll(found -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1), 8))));
    }
}
