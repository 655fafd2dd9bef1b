package dev.plumbline.core.fact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a host printed, in parts, each begun by a line {@code @NAME}. A part that isn't there is one that the host doesn't have. */
final class HostText {
    private final Map<String, List<String>> parts = new HashMap<>();

    private HostText() {}

    static HostText of(List<String> lines) {
        HostText text = new HostText();
        List<String> part = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("@")) {
                part = text.parts.computeIfAbsent(line.substring(1), any -> new ArrayList<>());
            } else if (!line.isEmpty()) {
                part.add(line);
            }
        }
        return text;
    }

    boolean has(String part) {
        return parts.containsKey(part);
    }

    /** The lines of a part that aren't empty. */
    List<String> lines(String part) {
        return parts.getOrDefault(part, List.of());
    }

    /** The first line of a part, without surrounding blanks. */
    Optional<String> first(String part) {
        return lines(part).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst();
    }
}
